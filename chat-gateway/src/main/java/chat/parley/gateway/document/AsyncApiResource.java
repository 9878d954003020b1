package chat.parley.gateway.document;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The AsyncAPI 3 document of the sockets, as the other services have their OpenAPI documents. */
@Path("/asyncapi")
public class AsyncApiResource {

    private final String document = read();

    @GET
    @PermitAll
    @Produces("application/yaml")
    @Operation(hidden = true)
    public String document() {
        return document;
    }

    private static String read() {
        try (var file = AsyncApiResource.class.getResourceAsStream("/asyncapi.yaml")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
