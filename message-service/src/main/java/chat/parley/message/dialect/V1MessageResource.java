package chat.parley.message.dialect;

import chat.parley.common.chat.Command;
import chat.parley.common.http.Ids;
import chat.parley.common.http.JsonBody;
import chat.parley.common.identity.Caller;
import chat.parley.common.paging.Listing;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The messages of a conversation, in {@code v1}. */
@Path("/api/v1/conversations/{conversation}/messages")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "v1")
@SecurityRequirement(name = "bearer")
public class V1MessageResource {

    private final V1Messages messages;
    private final SecurityIdentity identity;

    public V1MessageResource(V1Messages messages, SecurityIdentity identity) {
        this.messages = messages;
        this.identity = identity;
    }

    @GET
    @Authenticated
    @Operation(
            summary = "Messages by their place, oldest first",
            description =
                    "With `after` those that follow that seq, with `before` the newest before it, with neither the newest."
                            + " `next` goes on in the same direction. A page takes the same time in any conversation. What is"
                            + " returned counts as delivered, except in the lobby.")
    @Parameter(
            name = "after",
            in = ParameterIn.QUERY,
            description = "A seq, not included",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
    @Parameter(
            name = "before",
            in = ParameterIn.QUERY,
            description = "A seq, not included",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "`next` of the page before, instead of the two",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "How many at most",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = V1Documents.MessagePage.class)))
    @APIResponse(responseCode = "400", description = "`invalid-request`, with the parameters; `invalid-cursor`")
    @APIResponse(responseCode = "404", description = "There is no such conversation, or the caller is not a member")
    public Uni<Listing<V1MessageView>> page(
            @PathParam("conversation") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    String conversation,
            @Context UriInfo uri) {
        var id = id(conversation);
        return messages.page(Caller.of(identity), id, V1HistoryQuery.of(uri.getQueryParameters(), id));
    }

    @POST
    @Authenticated
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Send a message",
            description =
                    "What is answered is committed. Sent again under the same `client_id`, wherever and whenever, it is"
                            + " answered with the same message (the URLs of its attachments may expire later) and not written"
                            + " again; so after a 503, or no answer at all, send it again.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = V1Documents.NewMessage.class)))
    @APIResponse(
            responseCode = "201",
            description = "Written, and on its way to the sockets",
            content = @Content(schema = @Schema(implementation = V1MessageView.class)))
    @APIResponse(
            responseCode = "200",
            description = "It was written before",
            content = @Content(schema = @Schema(implementation = V1MessageView.class)))
    @APIResponse(
            responseCode = "400",
            description = "`invalid-request`, `empty-message`, `message-too-long`, `too-many-attachments`,"
                    + " `unknown-attachment`, `malformed-json`")
    @APIResponse(responseCode = "403", description = "`blocked`; `friends-only` where that is the policy")
    @APIResponse(responseCode = "404", description = "There is no such conversation, or the caller is not a member")
    @APIResponse(responseCode = "409", description = "`client-id-reused`: something else was sent under it")
    @APIResponse(
            responseCode = "503",
            description = "`unavailable`: it is not known whether it was written; send it again")
    public Uni<RestResponse<V1MessageView>> send(
            @PathParam("conversation") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    String conversation,
            byte[] body) {
        var id = id(conversation);
        return messages.send(Caller.of(identity), id, send(body))
                .map(posted -> RestResponse.ResponseBuilder.create(
                                posted.isRepeat() ? RestResponse.Status.OK : RestResponse.Status.CREATED,
                                messages.view(posted))
                        .build());
    }

    private static Command.Send send(byte[] body) {
        var given = JsonBody.of(body);
        var clientId = given.uuid("client_id");
        var text = given.textIfGiven("body");
        var attachments = given.uuids("attachments");
        given.check();
        return new Command.Send(clientId, text.orElse(""), attachments);
    }

    private static UUID id(String conversation) {
        return Ids.parse(conversation).orElseThrow(NotFoundException::new);
    }
}
