package chat.parley.friendship.dialect;

import chat.parley.common.http.PublicUrl;
import chat.parley.common.identity.Caller;
import chat.parley.common.paging.Limit;
import chat.parley.common.paging.Listing;
import chat.parley.friendship.block.BlockService;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code /api/v1/blocks}: one's own, which nobody else sees. */
@Path("/api/v1/blocks")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "v1")
@SecurityRequirement(name = "bearer")
@APIResponse(responseCode = "401", description = "No token, or not a valid one")
@APIResponse(responseCode = "503", description = "A part that is needed does not answer; safe to repeat")
public class V1BlockResource {

    private final BlockService blocks;
    private final PublicUrl url;
    private final SecurityIdentity identity;

    public V1BlockResource(BlockService blocks, PublicUrl url, SecurityIdentity identity) {
        this.blocks = blocks;
        this.url = url;
        this.identity = identity;
    }

    @GET
    @Operation(summary = "Whom I block", description = "Those whom I blocked last first.")
    @Parameter(
            name = "limit",
            description = "At most 100",
            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "20"))
    @Parameter(name = "cursor", description = "`next` of the part before")
    @APIResponse(
            responseCode = "200",
            description = "A part of the list",
            content = @Content(schema = @Schema(implementation = V1Bodies.Blocks.class)))
    @APIResponse(responseCode = "400", description = "A bad limit, or a bad cursor: `invalid-cursor`")
    public Uni<Listing<V1Bodies.Block>> list(@RestQuery String limit, @RestQuery String cursor) {
        return blocks.of(caller(), Limit.of(limit), cursor)
                .map(found -> found.map(block -> V1Bodies.Block.of(block, url)));
    }

    @PUT
    @Path("/{user}")
    @Operation(
            summary = "Blocks somebody",
            description =
                    "From now on neither of us writes to the other or asks for friendship, in whatever dialect, and"
                            + " I get no notifications from them. What friendship or request there is between us ends. They are not"
                            + " told. Blocking again changes nothing.")
    @APIResponse(responseCode = "204", description = "Blocked")
    @APIResponse(responseCode = "400", description = "Myself: `with-oneself`")
    @APIResponse(responseCode = "404", description = "No such user: `user-not-found`")
    public Uni<Void> block(@RestPath UUID user) {
        return blocks.block(caller(), user);
    }

    @DELETE
    @Path("/{user}")
    @Operation(summary = "Blocks somebody no more", description = "Changes nothing when I do not block them.")
    @APIResponse(responseCode = "204", description = "Not blocked by me")
    public Uni<Void> unblock(@RestPath UUID user) {
        return blocks.unblock(caller(), user);
    }

    private Caller caller() {
        return Caller.of(identity);
    }
}
