package chat.parley.message.dialect;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.FailureResponse;
import chat.parley.common.http.Fields;
import chat.parley.common.http.Ids;
import chat.parley.common.http.PublicUrl;
import chat.parley.common.identity.Caller;
import chat.parley.common.paging.Page;
import chat.parley.message.dialect.FriendshipDocuments.Error;
import chat.parley.message.dialect.FriendshipDocuments.MessagePage;
import chat.parley.message.dialect.FriendshipDocuments.NewMessage;
import chat.parley.message.dialect.FriendshipDocuments.NewMessageForm;
import chat.parley.message.dialect.FriendshipDocuments.Seen;
import chat.parley.message.dialect.FriendshipDocuments.Sent;
import chat.parley.message.dialect.FriendshipDocuments.Success;
import chat.parley.message.friendship.FriendshipNotFound;
import chat.parley.message.friendship.Friendships;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
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
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** Messages as the {@code friendship} API has them. */
@Path("/api/messages")
@Tag(name = "friendship")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
public class FriendshipMessageResource {

    private final Friendships friendships;
    private final FriendshipHistory history;
    private final FriendshipSending sending;
    private final PublicUrl address;
    private final SecurityIdentity identity;

    public FriendshipMessageResource(
            Friendships friendships,
            FriendshipHistory history,
            FriendshipSending sending,
            PublicUrl address,
            SecurityIdentity identity) {
        this.friendships = friendships;
        this.history = history;
        this.sending = sending;
        this.address = address;
        this.identity = identity;
    }

    @GET
    @Path("/status/friendship/{friendship}/messages")
    @Authenticated
    @Operation(
            summary = "The messages of a friendship, page by page",
            description = "Returned messages that the other side sent count as received from now on, and it is told."
                    + " The three paths are the same.")
    @Parameter(
            name = "after",
            in = ParameterIn.QUERY,
            allowEmptyValue = true,
            description = "Flag: from the named point on, oldest first",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "before",
            in = ParameterIn.QUERY,
            allowEmptyValue = true,
            description = "Flag: up to the named point, newest first",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "start_date",
            in = ParameterIn.QUERY,
            description = "The point: a date or a date-time, included",
            example = "2026-11-20T23:51:18.450850Z",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "message_id",
            in = ParameterIn.QUERY,
            description = "The point: a message, included",
            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
    @Parameter(name = "page", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER, defaultValue = "1"))
    @Parameter(
            name = "page_size",
            in = ParameterIn.QUERY,
            description = "At most 100",
            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "10"))
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = MessagePage.class)))
    @APIResponse(
            responseCode = "400",
            description = "Invalid query parameters.",
            content = @Content(schema = @Schema(implementation = Error.class)))
    @APIResponse(responseCode = "401", description = "No token, or none of ours")
    @APIResponse(
            responseCode = "404",
            description = "Not the caller's, or unknown",
            content = @Content(schema = @Schema(implementation = Error.class)))
    @APIResponse(
            responseCode = "503",
            description = "Only friendship-service could tell, and does not answer",
            content = @Content(schema = @Schema(implementation = Error.class)))
    public Uni<Page<FriendshipMessageView>> messages(
            @PathParam("friendship") @Parameter(description = "The friendship's id") String friendship,
            @Context UriInfo uri) {
        var caller = Caller.of(identity);
        var query = FriendshipHistoryQuery.of(uri.getQueryParameters());
        var id = Ids.parse(friendship).orElseThrow(FriendshipNotFound::new);
        var self = address.of(uri);
        return friendships.of(caller, id).chain(link -> history.page(caller, link, query, self));
    }

    @GET
    @Path("/friendship/{friendship}/messages")
    @Authenticated
    @Operation(hidden = true)
    public Uni<Page<FriendshipMessageView>> messagesByAlias(
            @PathParam("friendship") String friendship, @Context UriInfo uri) {
        return messages(friendship, uri);
    }

    @GET
    @Path("/status/{friendship}")
    @Authenticated
    @Operation(hidden = true)
    public Uni<Page<FriendshipMessageView>> messagesByShortAlias(
            @PathParam("friendship") String friendship, @Context UriInfo uri) {
        return messages(friendship, uri);
    }

    @POST
    @Path("/friendship")
    @Authenticated
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Send a message to the other side of a friendship", description = "JSON, form or multipart.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = NewMessage.class)),
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(implementation = NewMessageForm.class))
            })
    @APIResponse(
            responseCode = "201",
            description = "Stored, and on its way to both sides' sockets",
            content = @Content(schema = @Schema(implementation = Sent.class)))
    @APIResponse(
            responseCode = "400",
            description = "No channel, an empty or too long message",
            content = @Content(schema = @Schema(implementation = Error.class)))
    @APIResponse(responseCode = "401", description = "No token, or none of ours")
    @APIResponse(
            responseCode = "403",
            description = "Either side has rejected the other",
            content = @Content(schema = @Schema(implementation = Error.class)))
    @APIResponse(
            responseCode = "404",
            description = "Friendship not found.",
            content = @Content(schema = @Schema(implementation = Error.class)))
    @APIResponse(
            responseCode = "409",
            description = "Another message was sent under this client_id",
            content = @Content(schema = @Schema(implementation = Error.class)))
    @APIResponse(
            responseCode = "413",
            description = "A file is over the limit",
            content = @Content(schema = @Schema(implementation = Error.class)))
    @APIResponse(
            responseCode = "503",
            description = "Nothing is known to have happened; safe to repeat with a client_id",
            content = @Content(schema = @Schema(implementation = Error.class)))
    public Uni<RestResponse<Sent>> send(byte[] body) {
        return send(Fields.ofJson(body));
    }

    @POST
    @Path("/friendship")
    @Authenticated
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Uni<RestResponse<Sent>> send(MultivaluedMap<String, String> form) {
        return send(Fields.ofForm(form));
    }

    @POST
    @Path("/friendship")
    @Authenticated
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Uni<RestResponse<Sent>> send(MultipartFormDataInput form) {
        return send(Fields.ofMultipart(form));
    }

    private Uni<RestResponse<Sent>> send(Fields fields) {
        return sending.send(Caller.of(identity), fields)
                .map(sent -> new Sent("Message sent successfully", sent))
                .map(answer -> RestResponse.status(RestResponse.Status.CREATED, answer));
    }

    @POST
    @Path("/friendship/notification/seen")
    @Authenticated
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Say that a message was seen, and with it all before it")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Seen.class)))
    @APIResponse(
            responseCode = "200",
            description = "Marked; its sender is told",
            content = @Content(schema = @Schema(implementation = Success.class)))
    @APIResponse(
            responseCode = "400",
            description = "No message_id",
            content = @Content(schema = @Schema(implementation = Error.class)))
    @APIResponse(responseCode = "401", description = "No token, or none of ours")
    @APIResponse(
            responseCode = "404",
            description = "Unknown, or not sent to the caller",
            content = @Content(schema = @Schema(implementation = Error.class)))
    public Uni<Success> seen(byte[] body) {
        return seen(Fields.ofJson(body));
    }

    @POST
    @Path("/friendship/notification/seen")
    @Authenticated
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Uni<Success> seen(MultivaluedMap<String, String> form) {
        return seen(Fields.ofForm(form));
    }

    @POST
    @Path("/friendship/notification/seen")
    @Authenticated
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Uni<Success> seen(MultipartFormDataInput form) {
        return seen(Fields.ofMultipart(form));
    }

    private Uni<Success> seen(Fields fields) {
        return sending.seen(Caller.of(identity), fields).replaceWith(new Success("Message marked as seen"));
    }

    @ServerExceptionMapper
    public Response refused(Failure failure) {
        return FailureResponse.with(failure, new Error(failure.sentence()));
    }
}
