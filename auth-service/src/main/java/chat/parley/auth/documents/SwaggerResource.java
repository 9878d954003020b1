package chat.parley.auth.documents;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Swagger UI, where the {@code social} dialect documents it. */
@Path("/api/swagger/")
@Tag(name = "documents")
public class SwaggerResource {

    @GET
    @PermitAll
    @Produces(MediaType.TEXT_HTML)
    @RunOnVirtualThread
    @Operation(summary = "Swagger UI, where the `social` dialect documents it")
    @APIResponse(
            responseCode = "200",
            description = "The page",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_HTML,
                            schema = @Schema(type = SchemaType.STRING, examples = "<!doctype html>")))
    public Response page() {
        return Page.of("swagger.html");
    }
}
