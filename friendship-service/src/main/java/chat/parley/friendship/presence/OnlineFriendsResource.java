package chat.parley.friendship.presence;

import chat.parley.common.chat.OnlineUsers;
import chat.parley.common.event.Person;
import chat.parley.common.identity.Caller;
import chat.parley.friendship.friendship.FriendshipService;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * For the gateway, when a socket opens whose dialect speaks of presence. Not reachable from outside. It reads the leases
 * themselves: whoever goes after this is told of to the new socket, whose own lease stands by then.
 */
@Path("/internal/online-friends")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "internal")
@SecurityRequirement(name = "bearer")
public class OnlineFriendsResource {

    private final FriendshipService friendships;
    private final OnlineUsers onlineUsers;
    private final SecurityIdentity identity;

    public OnlineFriendsResource(FriendshipService friendships, OnlineUsers onlineUsers, SecurityIdentity identity) {
        this.friendships = friendships;
        this.onlineUsers = onlineUsers;
        this.identity = identity;
    }

    @GET
    @Operation(summary = "The caller's friends who are shown as anything but offline at the moment")
    public Uni<OnlineFriends> get() {
        return friendships
                .friendsOf(Caller.of(identity))
                .chain(friends -> onlineUsers
                        .among(friends.stream().map(Person::userId).toList())
                        .map(online -> OnlineFriends.of(friends, online)));
    }

    /** The friends who are shown as anything but offline, by their numbers. */
    public record OnlineFriends(List<Friend> friends) {

        static OnlineFriends of(List<Person> friends, Set<UUID> online) {
            return new OnlineFriends(friends.stream()
                    .map(friend -> Friend.of(friend, online.contains(friend.userId())))
                    .filter(friend -> !friend.status().equals(Person.OFFLINE))
                    .toList());
        }
    }

    /** @param number the id in {@code social} */
    public record Friend(UUID userId, long number, String status) {

        static Friend of(Person person, boolean isOnline) {
            return new Friend(person.userId(), person.number(), person.shownStatus(isOnline));
        }
    }
}
