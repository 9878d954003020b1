package chat.parley.auth.key;

import chat.parley.common.identity.PublicKeys;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The public keys, for whoever wants to check a token (RFC 7517): the very ones that the other services have mounted. */
@Path("/.well-known/jwks.json")
@Tag(name = "keys")
public class JwksResource {

    private final PublicKeys keys;

    public JwksResource(PublicKeys keys) {
        this.keys = keys;
    }

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The public keys under which tokens are signed",
            description = "A JSON Web Key Set (RFC 7517).")
    @APIResponse(
            responseCode = "200",
            description = "The set",
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            examples =
                                                    "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"20261120T235118\",\"use\":\"sig\",\"alg\":\"RS256\",\"n\":\"…\",\"e\":\"AQAB\"}]}")))
    public Response keys() {
        return Response.ok(keys.asJson())
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=60")
                .build();
    }
}
