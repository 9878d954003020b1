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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The AsyncAPI 3 document of the sockets, as the other services have their OpenAPI documents. */
@Path("/internal/asyncapi")
@Tag(name = "internal")
public class AsyncApiResource {

    private final String document = read();

    @GET
    @PermitAll
    @Produces("application/yaml")
    @Operation(
            summary = "The AsyncAPI document of the sockets",
            description = "Not reachable from outside: auth-service hands it out at `/api/schema/sockets/`.")
    @APIResponse(
            responseCode = "200",
            description = "An AsyncAPI 3 document",
            content =
                    @Content(
                            mediaType = "application/yaml",
                            schema = @Schema(type = SchemaType.STRING, examples = "asyncapi: 3.0.0")))
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
