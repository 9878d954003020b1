package chat.parley.auth.key;

import chat.parley.common.identity.IdentityConfig;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Files;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The public keys, for whoever wants to check a token (RFC 7517): the very file that the other services have mounted. */
@Path("/.well-known/jwks.json")
@Tag(name = "keys")
public class JwksResource {

    private final java.nio.file.Path file;

    public JwksResource(IdentityConfig config) {
        this.file = config.jwks();
    }

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The public keys under which tokens are signed",
            description = "A JSON Web Key Set (RFC 7517).")
    public Response keys() throws IOException {
        return Response.ok(Files.readString(file))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=60")
                .build();
    }
}
