package chat.parley.friendship.dialect;

import chat.parley.common.failure.Failure;
import chat.parley.common.identity.Caller;
import chat.parley.common.social.SocialRequest;
import chat.parley.friendship.friendship.FriendshipStatus;
import chat.parley.friendship.friendship.NotYourFriends;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The same calls below {@code /api/users/}, as the published client of {@code social} spells them, and those it has alone. */
@Path("/api/users/")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "social")
@SecurityRequirement(name = "bearer")
@APIResponse(responseCode = "401", description = "No token, or not a valid one")
@APIResponse(responseCode = "503", description = "A part that is needed does not answer; safe to repeat")
public class SocialClientFriendResource {

    private final SocialFriends friends;
    private final SecurityIdentity identity;

    public SocialClientFriendResource(SocialFriends friends, SecurityIdentity identity) {
        this.friends = friends;
        this.identity = identity;
    }

    @GET
    @Path("{id}/friends/")
    @Operation(summary = "My friends", description = "The id is my own, or `me`.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = SocialBodies.Friend.class)))
    @APIResponse(
            responseCode = "403",
            description = "Somebody else's",
            content = @Content(schema = @Schema(implementation = SocialRefusal.Detail.class)))
    @APIResponse(
            responseCode = "404",
            description = "No number",
            content = @Content(schema = @Schema(implementation = SocialRefusal.Detail.class)))
    public Uni<List<SocialBodies.Friend>> friends(@RestPath String id) {
        if (number(id) != caller().number()) {
            throw new NotYourFriends();
        }
        return friends.friends(caller());
    }

    @POST
    @Path("{id}/send-friend-request/")
    @ResponseStatus(201)
    @Operation(summary = "Asks somebody to be my friend")
    @APIResponseSchema(value = SocialRequest.class, responseCode = "201")
    @APIResponse(
            responseCode = "400",
            description = "Oneself, already asked, already friends, or not wanted",
            content = @Content(schema = @Schema(implementation = SocialRefusal.Error.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such user",
            content = @Content(schema = @Schema(implementation = SocialRefusal.Detail.class)))
    public Uni<SocialRequest> ask(@RestPath String id) {
        return friends.ask(caller(), number(id));
    }

    @POST
    @Path("{id}/accept-friend-request/")
    @Operation(summary = "Accepts the request that somebody sent me")
    @APIResponseSchema(value = SocialRequest.class, responseCode = "200")
    @APIResponse(
            responseCode = "404",
            description = "No such user, or no request of theirs",
            content = @Content(schema = @Schema(implementation = SocialRefusal.Detail.class)))
    public Uni<SocialRequest> accept(@RestPath String id) {
        return friends.answerTo(caller(), number(id), FriendshipStatus.ACCEPTED);
    }

    @POST
    @Path("{id}/reject-friend-request/")
    @Operation(summary = "Rejects the request that somebody sent me", description = "A rejection blocks, both ways.")
    @APIResponseSchema(value = SocialRequest.class, responseCode = "200")
    @APIResponse(
            responseCode = "404",
            description = "No such user, or no request of theirs",
            content = @Content(schema = @Schema(implementation = SocialRefusal.Detail.class)))
    public Uni<SocialRequest> reject(@RestPath String id) {
        return friends.answerTo(caller(), number(id), FriendshipStatus.REJECTED);
    }

    @GET
    @Path("pending-requests/")
    @Operation(
            summary = "The requests that wait for my answer",
            description = "Newest first; of more than 1000, the newest 1000.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = SocialRequest.class)))
    public Uni<List<SocialRequest>> received() {
        return friends.received(caller());
    }

    @GET
    @Path("{id}/friend-request/")
    @Operation(summary = "The request between somebody and me, whoever asked")
    @APIResponseSchema(SocialRequest.class)
    @APIResponse(
            responseCode = "404",
            description = "No such user, or no request",
            content = @Content(schema = @Schema(implementation = SocialRefusal.Detail.class)))
    public Uni<SocialRequest> request(@RestPath String id) {
        return friends.with(caller(), number(id));
    }

    @GET
    @Path("{id}/friendship-status/")
    @Operation(summary = "How somebody stands to me")
    @APIResponseSchema(SocialBodies.Standing.class)
    @APIResponse(
            responseCode = "404",
            description = "No such user",
            content = @Content(schema = @Schema(implementation = SocialRefusal.Detail.class)))
    public Uni<SocialBodies.Standing> standing(@RestPath String id) {
        return friends.standing(caller(), number(id));
    }

    @POST
    @Path("{id}/remove-friend/")
    @Operation(summary = "Ends a friendship")
    @APIResponseSchema(value = SocialBodies.Said.class, responseCode = "200")
    @APIResponse(
            responseCode = "404",
            description = "No such user, or no friend",
            content = @Content(schema = @Schema(implementation = SocialRefusal.Detail.class)))
    public Uni<SocialBodies.Said> remove(@RestPath String id) {
        return friends.remove(caller(), number(id));
    }

    @ServerExceptionMapper
    public Response refused(Failure failure, @Context UriInfo uri) {
        return SocialRefusal.of(failure, uri);
    }

    private long number(String id) {
        return SocialFriends.number(id, caller());
    }

    private Caller caller() {
        return Caller.of(identity);
    }
}
