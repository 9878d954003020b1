package chat.parley.auth.documents;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
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
import org.jboss.resteasy.reactive.RestPath;

/** Swagger UI over the one document, and what the pages are made of. */
@Path("/docs")
@Tag(name = "documents")
public class DocsResource {

    @GET
    @PermitAll
    @Produces(MediaType.TEXT_HTML)
    @RunOnVirtualThread
    @Operation(summary = "Swagger UI: read the document and try it out")
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

    @GET
    @Path("/sockets")
    @PermitAll
    @Produces(MediaType.TEXT_HTML)
    @RunOnVirtualThread
    @Operation(summary = "The sockets and their frames, to read")
    @APIResponse(
            responseCode = "200",
            description = "The page",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_HTML,
                            schema = @Schema(type = SchemaType.STRING, examples = "<!doctype html>")))
    public Response sockets() {
        return Page.of("sockets.html");
    }

    @GET
    @Path("/assets/{name}")
    @PermitAll
    @RunOnVirtualThread
    @Operation(summary = "A script, style or picture of the pages")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content = @Content(mediaType = "*/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response asset(@RestPath String name) {
        var asset = Asset.find(name).orElseThrow(NotFoundException::new);
        return Response.ok(asset.content(), asset.type())
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=86400")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
