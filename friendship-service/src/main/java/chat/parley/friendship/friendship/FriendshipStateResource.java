package chat.parley.friendship.friendship;

import chat.parley.common.event.FriendshipState;
import chat.parley.common.identity.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** For the other services, when their copy of a friendship has not come yet. Not reachable from outside. */
@Path("/internal/friendships")
@Authenticated
public class FriendshipStateResource {

    private final FriendshipService friendships;
    private final SecurityIdentity identity;

    public FriendshipStateResource(FriendshipService friendships, SecurityIdentity identity) {
        this.friendships = friendships;
        this.identity = identity;
    }

    @GET
    @Path("/{id}")
    @Operation(hidden = true)
    public Uni<FriendshipState> friendship(UUID id) {
        return friendships.find(Caller.of(identity), id).map(FriendshipOfPeople::state);
    }

    @GET
    @Path("/with/{userId}")
    @Operation(hidden = true)
    public Uni<FriendshipState> with(UUID userId) {
        return friendships.between(Caller.of(identity), userId).map(FriendshipOfPeople::state);
    }
}
