package chat.parley.message.attachment;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Hands attachments out. */
@Path("/mediafiles/attachments/{year}/{month}/{day}/{file}")
@Tag(name = "media")
public class MediaResource {

    private final AttachmentAccess access;
    private final Downloads downloads;

    public MediaResource(AttachmentAccess access, Downloads downloads) {
        this.access = access;
        this.downloads = downloads;
    }

    @GET
    @PermitAll
    @RunOnVirtualThread
    @Operation(
            summary = "An attachment, by its signed URL or with the token of a member of its conversation",
            description = "Ranges are answered. Anything but a decoded image comes as a download.")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content = @Content(mediaType = "*/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "206",
            description = "The part of it that was asked for",
            content = @Content(mediaType = "*/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "401",
            description = "The signature is missing, wrong or expired, and there is no token")
    @APIResponse(responseCode = "404", description = "There is none, or the caller is not a member")
    @APIResponse(responseCode = "416", description = "The file has no such part")
    @APIResponse(responseCode = "503", description = "The file cannot be read at the moment")
    public Response get(
            @Context UriInfo uri,
            @QueryParam("expires") @Parameter(description = "Unix seconds, as handed out") String expires,
            @QueryParam("signature") @Parameter(description = "As handed out") String signature,
            @HeaderParam("Range") @Parameter(hidden = true) String range,
            @HeaderParam("If-Range") @Parameter(hidden = true) String unchanged) {
        var attachment = access.permitted(uri.getPath(), expires, signature);
        return downloads.get(attachment, range, unchanged, uri.getPath());
    }

    @HEAD
    @PermitAll
    @RunOnVirtualThread
    @Operation(summary = "What a GET would say of the whole attachment")
    @APIResponse(
            responseCode = "200",
            description = "It is there",
            content = @Content(mediaType = "*/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "401",
            description = "The signature is missing, wrong or expired, and there is no token")
    public Response head(
            @Context UriInfo uri,
            @QueryParam("expires") @Parameter(description = "Unix seconds, as handed out") String expires,
            @QueryParam("signature") @Parameter(description = "As handed out") String signature) {
        return downloads.head(access.permitted(uri.getPath(), expires, signature));
    }
}
