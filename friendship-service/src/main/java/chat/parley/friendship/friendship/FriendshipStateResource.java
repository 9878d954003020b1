package chat.parley.friendship.friendship;

import chat.parley.common.event.FriendshipState;
import chat.parley.common.identity.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For the other services, when their copy of a friendship has not come yet. Not reachable from outside. */
@Path("/internal/friendships")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "internal")
@SecurityRequirement(name = "bearer")
public class FriendshipStateResource {

    private final FriendshipService friendships;
    private final SecurityIdentity identity;

    public FriendshipStateResource(FriendshipService friendships, SecurityIdentity identity) {
        this.friendships = friendships;
        this.identity = identity;
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A friendship of the caller's, for a service that has not heard of it yet")
    public Uni<FriendshipState> friendship(UUID id) {
        return friendships.find(Caller.of(identity), id).map(FriendshipOfPeople::state);
    }

    @GET
    @Path("/with/{userId}")
    @Operation(summary = "The caller's friendship with somebody, for a service that has not heard of it yet")
    public Uni<FriendshipState> with(UUID userId) {
        return friendships.between(Caller.of(identity), userId).map(FriendshipOfPeople::state);
    }
}
