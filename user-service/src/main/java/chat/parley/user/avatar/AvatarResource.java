package chat.parley.user.avatar;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves avatars to whoever knows the address: clients put it into an image element, which sends no headers. */
@Path("/media/avatars/{name}")
@Tag(name = "media")
public class AvatarResource {

    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final AvatarStore store;

    public AvatarResource(AvatarStore store) {
        this.store = store;
    }

    @GET
    @PermitAll
    @Operation(summary = "An avatar, as its URL was handed out")
    @APIResponse(
            responseCode = "200",
            description = "JPEG or PNG, at most 512 pixels an edge; never changes",
            content = {
                @Content(mediaType = "image/jpeg", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "image/png", schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(responseCode = "304", description = "The client has it")
    @APIResponse(responseCode = "404", description = "There is none, or no longer")
    @APIResponse(responseCode = "503", description = "It cannot be read at the moment; safe to repeat")
    public Uni<Response> get(String name, @Context Request request) {
        var avatar = AvatarName.parse(name).orElseThrow(NotFoundException::new);
        return store.read(avatar)
                .onItem()
                .ifNull()
                .failWith(NotFoundException::new)
                .map(content -> answer(avatar, content, request));
    }

    /** The name stands for the content, which never changes. */
    private static Response answer(AvatarName avatar, Buffer content, Request request) {
        var tag = new EntityTag(avatar.value());
        var unchanged = request.evaluatePreconditions(tag);
        return (unchanged == null ? whole(avatar, content) : unchanged)
                .tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, FOR_EVER)
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    /** The length is told here, because it is not by itself in the answer to HEAD. */
    private static ResponseBuilder whole(AvatarName avatar, Buffer content) {
        return Response.ok(content.getBytes(), avatar.mediaType()).header(HttpHeaders.CONTENT_LENGTH, content.length());
    }
}
