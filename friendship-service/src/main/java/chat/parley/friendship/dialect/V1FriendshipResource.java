package chat.parley.friendship.dialect;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.InvalidRequest;
import chat.parley.common.http.JsonBody;
import chat.parley.common.http.PublicUrl;
import chat.parley.common.identity.Caller;
import chat.parley.common.paging.Limit;
import chat.parley.common.paging.Listing;
import chat.parley.common.v1.V1Friendship;
import chat.parley.friendship.friendship.FriendshipFilter;
import chat.parley.friendship.friendship.FriendshipOfPeople;
import chat.parley.friendship.friendship.FriendshipService;
import chat.parley.friendship.friendship.FriendshipStatus;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
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
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** {@code /api/v1/friendships}. */
@Path("/api/v1/friendships")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "v1")
@SecurityRequirement(name = "bearer")
@APIResponse(responseCode = "401", description = "No token, or not a valid one")
@APIResponse(responseCode = "503", description = "A part that is needed does not answer; safe to repeat")
public class V1FriendshipResource {

    private final FriendshipService friendships;
    private final PublicUrl url;
    private final SecurityIdentity identity;

    public V1FriendshipResource(FriendshipService friendships, PublicUrl url, SecurityIdentity identity) {
        this.friendships = friendships;
        this.url = url;
        this.identity = identity;
    }

    @GET
    @Operation(summary = "My friendships and requests", description = "Newest first, on either side.")
    @Parameter(
            name = "status",
            description = "Only those that come to this",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"pending", "accepted", "rejected"}))
    @Parameter(
            name = "direction",
            description = "Only those that I asked for, or that I was asked for",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"outgoing", "incoming"}))
    @Parameter(
            name = "limit",
            description = "At most 100",
            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "20"))
    @Parameter(name = "cursor", description = "`next` of the part before")
    @APIResponse(
            responseCode = "200",
            description = "A part of the list",
            content = @Content(schema = @Schema(implementation = V1Bodies.Friendships.class)))
    @APIResponse(responseCode = "400", description = "A bad parameter, or a bad cursor: `invalid-cursor`")
    public Uni<Listing<V1Friendship>> list(
            @RestQuery String status, @RestQuery String direction, @RestQuery String limit, @RestQuery String cursor) {
        var filter = new FriendshipFilter(
                Optional.ofNullable(status).map(V1FriendshipResource::status),
                Optional.ofNullable(direction).map(V1FriendshipResource::isOutgoing));
        return friendships.of(caller(), filter, Limit.of(limit), cursor).map(found -> found.map(this::view));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(
            summary = "Asks somebody to be my friend",
            description = "Somebody whose request I rejected can be asked; that takes the rejection back.")
    @RequestBody(content = @Content(schema = @Schema(implementation = V1Bodies.New.class)))
    @APIResponse(
            responseCode = "201",
            description = "Asked",
            content = @Content(schema = @Schema(implementation = V1Friendship.class)))
    @APIResponse(responseCode = "400", description = "`invalid-request`, or `with-oneself`")
    @APIResponse(responseCode = "403", description = "One of us blocks the other: `blocked`")
    @APIResponse(responseCode = "404", description = "No such user: `user-not-found`")
    @APIResponse(
            responseCode = "409",
            description = "`already-friends`, `already-asked`, `already-asked-by-them`, `rejected` (by them), or"
                    + " `friendship-exists` when both of us asked at this moment")
    public Uni<V1Friendship> ask(byte[] given) {
        var body = JsonBody.of(given);
        var user = body.uuid("user");
        body.check();
        return friendships.ask(caller(), user).map(this::view);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Says what I think of it",
            description =
                    "Only my side changes. We are friends when who was asked says `accepted` and who asked does not say"
                            + " `rejected`; while either says `rejected`, neither can write to the other.")
    @RequestBody(content = @Content(schema = @Schema(implementation = V1Bodies.Answer.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it is now",
            content = @Content(schema = @Schema(implementation = V1Friendship.class)))
    @APIResponse(responseCode = "400", description = "No status, or none that there is")
    @APIResponse(responseCode = "403", description = "One of us blocks the other: `blocked`")
    @APIResponse(responseCode = "404", description = "None of mine: `friendship-not-found`")
    public Uni<V1Friendship> answer(@RestPath UUID id, byte[] given) {
        var body = JsonBody.of(given);
        var status = body.text("status");
        body.check();
        return friendships.answer(caller(), id, status(status)).map(this::view);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Ends a friendship, or takes a request back")
    @APIResponse(responseCode = "204", description = "It is no more")
    @APIResponse(
            responseCode = "403",
            description = "They have rejected it, and only they can take that back: `rejected`")
    @APIResponse(responseCode = "404", description = "None of mine: `friendship-not-found`")
    public Uni<Void> remove(@RestPath UUID id) {
        return friendships.remove(caller(), id);
    }

    @ServerExceptionMapper
    public Response refused(Failure failure, @Context UriInfo uri) {
        return V1Refusal.of(failure, uri);
    }

    private static FriendshipStatus status(String word) {
        return FriendshipStatus.ofWord(word)
                .orElseThrow(() -> InvalidRequest.of("status", "Must be `pending`, `accepted` or `rejected`."));
    }

    private static boolean isOutgoing(String direction) {
        return switch (direction) {
            case "outgoing" -> true;
            case "incoming" -> false;
            default -> throw InvalidRequest.of("direction", "Must be `outgoing` or `incoming`.");
        };
    }

    private V1Friendship view(FriendshipOfPeople shown) {
        return V1Friendship.of(shown.state(), shown.friendship().updatedAt(), caller().userId(), url);
    }

    private Caller caller() {
        return Caller.of(identity);
    }
}
