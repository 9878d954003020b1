package chat.parley.message.attachment;

import chat.parley.message.attachment.ByteRange.RangeNotSatisfiable;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Hands attachments out. */
@Path("/mediafiles/attachments/{year}/{month}/{day}/{file}")
@Tag(name = "media")
public class MediaResource {

    private static final int BUFFER = 64 * 1024;

    private final AttachmentAccess access;
    private final AttachmentStore store;

    public MediaResource(AttachmentAccess access, AttachmentStore store) {
        this.access = access;
        this.store = store;
    }

    @GET
    @PermitAll
    @RunOnVirtualThread
    @Operation(
            summary = "An attachment, by its signed URL or with the token of a member of its conversation",
            description = "Ranges are answered. Anything but a decoded image comes as a download.")
    @APIResponse(responseCode = "200", description = "The file", content = @Content(mediaType = "*/*"))
    @APIResponse(responseCode = "206", description = "The part of it that was asked for")
    @APIResponse(
            responseCode = "401",
            description = "The signature is missing, wrong or expired, and there is no token")
    @APIResponse(responseCode = "404", description = "There is none, or the caller is not a member")
    @APIResponse(responseCode = "416", description = "The file has no such part")
    public Response get(
            @Context UriInfo uri,
            @QueryParam("expires") @Parameter(description = "Unix seconds, as handed out") String expires,
            @QueryParam("signature") @Parameter(description = "As handed out") String signature,
            @HeaderParam("Range") @Parameter(hidden = true) String range,
            @HeaderParam("If-Range") @Parameter(hidden = true) String unchanged) {
        var attachment = access.permitted(uri.getPath(), expires, signature);
        try {
            var part = part(attachment, range, unchanged);
            return head(attachment, part)
                    .entity((StreamingOutput) output -> copy(attachment, part, output))
                    .build();
        } catch (RangeNotSatisfiable _) {
            return unsatisfiable(attachment);
        }
    }

    @HEAD
    @PermitAll
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response head(
            @Context UriInfo uri, @QueryParam("expires") String expires, @QueryParam("signature") String signature) {
        return head(access.permitted(uri.getPath(), expires, signature), Optional.empty())
                .build();
    }

    private static Optional<ByteRange> part(Attachment attachment, String range, String unchanged) {
        return unchanged == null || unchanged.equals(tag(attachment))
                ? ByteRange.of(range, attachment.size())
                : Optional.empty();
    }

    private static ResponseBuilder head(Attachment attachment, Optional<ByteRange> part) {
        var answer = Response.status(part.isPresent() ? 206 : 200)
                .type(attachment.type())
                .header(HttpHeaders.CONTENT_LENGTH, part.map(ByteRange::length).orElse(attachment.size()))
                .header("X-Content-Type-Options", "nosniff")
                .header("Accept-Ranges", "bytes")
                .header(HttpHeaders.ETAG, tag(attachment))
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=86400, immutable")
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(attachment));
        part.ifPresent(given -> answer.header("Content-Range", given.of(attachment.size())));
        return answer;
    }

    private static Response unsatisfiable(Attachment attachment) {
        return Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                .header("Content-Range", "bytes */" + attachment.size())
                .build();
    }

    private void copy(Attachment attachment, Optional<ByteRange> part, OutputStream output) throws IOException {
        var left = part.map(ByteRange::length).orElse(attachment.size());
        try (var content =
                store.open(attachment.storedAs(), part.map(ByteRange::first).orElse(0L))) {
            var buffer = new byte[BUFFER];
            while (left > 0) {
                var read = content.read(buffer, 0, (int) Math.min(left, BUFFER));
                if (read < 0) {
                    throw new IOException(attachment.path() + " is shorter than it was");
                }
                output.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    /** The content under a path never changes. */
    private static String tag(Attachment attachment) {
        return "\"" + attachment.id() + "\"";
    }

    /** The name in the form that carries any character (RFC 6266, RFC 8187). */
    private static String disposition(Attachment attachment) {
        var name = URLEncoder.encode(attachment.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return (attachment.isImage() ? "inline" : "attachment") + "; filename*=UTF-8''" + name;
    }
}
