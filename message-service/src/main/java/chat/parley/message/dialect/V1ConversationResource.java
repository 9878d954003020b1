package chat.parley.message.dialect;

import chat.parley.common.http.Ids;
import chat.parley.common.http.JsonBody;
import chat.parley.common.identity.Caller;
import chat.parley.common.paging.Limit;
import chat.parley.common.paging.Listing;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Conversations, in {@code v1}. */
@Path("/api/v1/conversations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "v1")
@SecurityRequirement(name = "bearer")
public class V1ConversationResource {

    private final V1Conversations conversations;
    private final V1Messages messages;
    private final SecurityIdentity identity;

    public V1ConversationResource(V1Conversations conversations, V1Messages messages, SecurityIdentity identity) {
        this.conversations = conversations;
        this.messages = messages;
        this.identity = identity;
    }

    @GET
    @Authenticated
    @Operation(
            summary = "My conversations, the one with the latest activity first",
            description =
                    "The lobby is among them. A direct conversation in which nothing was written yet is in the list of"
                            + " whoever opened it alone. What becomes active while you page moves to the front: nothing comes"
                            + " twice, and the first page has the news.")
    @APIResponse(
            responseCode = "200",
            description = "A part of the list",
            content = @Content(schema = @Schema(implementation = V1Documents.ConversationPage.class)))
    @APIResponse(responseCode = "400", description = "`invalid-request`: the limit; `invalid-cursor`")
    public Uni<Listing<V1ConversationView>> list(
            @QueryParam("limit")
                    @Parameter(
                            description = "How many at most",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "100",
                                            defaultValue = "20"))
                    String limit,
            @QueryParam("cursor") @Parameter(description = "`next` of the part before") String cursor) {
        return conversations.page(Caller.of(identity), cursor, Limit.of(limit));
    }

    @POST
    @Authenticated
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The direct conversation with somebody",
            description = "There is one for any two, and it has the same id for both. Opening it tells nobody.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = V1Documents.NewConversation.class)))
    @APIResponse(
            responseCode = "201",
            description = "It is there from now on",
            content = @Content(schema = @Schema(implementation = V1ConversationView.class)))
    @APIResponse(
            responseCode = "200",
            description = "It was there",
            content = @Content(schema = @Schema(implementation = V1ConversationView.class)))
    @APIResponse(responseCode = "400", description = "`invalid-request`, `to-oneself`, `malformed-json`")
    @APIResponse(responseCode = "404", description = "`unknown-user`")
    @APIResponse(responseCode = "503", description = "`unavailable`: safe to try again")
    public Uni<RestResponse<V1ConversationView>> open(byte[] body) {
        var given = JsonBody.of(body);
        var with = given.uuid("with");
        given.check();
        return conversations
                .open(Caller.of(identity), with)
                .map(opened -> RestResponse.ResponseBuilder.create(
                                opened.isNew() ? RestResponse.Status.CREATED : RestResponse.Status.OK, opened.view())
                        .build());
    }

    @GET
    @Path("/{conversation}")
    @Authenticated
    @Operation(summary = "A conversation as it stands to me")
    @APIResponse(
            responseCode = "200",
            description = "The conversation",
            content = @Content(schema = @Schema(implementation = V1ConversationView.class)))
    @APIResponse(responseCode = "404", description = "There is none, or the caller is not a member")
    public Uni<V1ConversationView> one(
            @PathParam("conversation") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    String conversation) {
        return conversations.one(Caller.of(identity), id(conversation));
    }

    @PUT
    @Path("/{conversation}/read")
    @Authenticated
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Say up to where I have read",
            description = "The mark never goes back; beyond the last message counts as up to it. The sender is told.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = V1Documents.ReadMark.class)))
    @APIResponse(responseCode = "204", description = "Kept")
    @APIResponse(responseCode = "400", description = "`invalid-request`, `malformed-json`")
    @APIResponse(responseCode = "404", description = "There is none, or the caller is not a member")
    @APIResponse(responseCode = "503", description = "`unavailable`: safe to try again")
    public Uni<Void> read(
            @PathParam("conversation") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    String conversation,
            byte[] body) {
        var id = id(conversation);
        var given = JsonBody.of(body);
        var seq = given.number("seq");
        if (seq < 0) {
            given.refuse("seq", "Must be 0 or above.");
        }
        given.check();
        return messages.read(Caller.of(identity), id, seq);
    }

    private static UUID id(String conversation) {
        return Ids.parse(conversation).orElseThrow(NotFoundException::new);
    }
}
