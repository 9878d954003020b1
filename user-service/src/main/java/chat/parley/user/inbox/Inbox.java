package chat.parley.user.inbox;

import chat.parley.common.chat.OnlineUsers;
import chat.parley.common.event.FriendshipState;
import chat.parley.common.event.Person;
import chat.parley.common.event.UserEvent;
import chat.parley.common.outbox.Outbox;
import chat.parley.user.block.Blocks;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts things into inboxes, and tells of what is new there in the same transaction. */
@ApplicationScoped
class Inbox {

    private final Notifications notifications;
    private final Blocks blocks;
    private final OnlineUsers onlineUsers;
    private final Outbox outbox;

    Inbox(Notifications notifications, Blocks blocks, OnlineUsers onlineUsers, Outbox outbox) {
        this.notifications = notifications;
        this.blocks = blocks;
        this.onlineUsers = onlineUsers;
        this.outbox = outbox;
    }

    /** @param people those who are in it, as far as we know them */
    Uni<Void> put(List<NewNotification> wanted, Map<UUID, Person> people, SqlConnection transaction) {
        return wanted.isEmpty()
                ? Uni.createFrom().voidItem()
                : welcome(wanted, transaction)
                        .chain(welcome -> notifications.add(welcome, transaction))
                        .chain(added -> tell(added, wanted, people, transaction));
    }

    /** Those from nobody whom the recipient blocks. */
    private Uni<List<NewNotification>> welcome(List<NewNotification> wanted, SqlConnection transaction) {
        return blocks.among(wanted.stream().map(NewNotification::sides).toList(), transaction)
                .map(blocked -> wanted.stream()
                        .filter(notification -> !blocked.contains(notification.sides()))
                        .toList());
    }

    private Uni<Void> tell(
            List<Notification> added,
            List<NewNotification> wanted,
            Map<UUID, Person> people,
            SqlConnection transaction) {
        return added.isEmpty()
                ? Uni.createFrom().voidItem()
                : onlineUsers
                        .among(people.keySet())
                        .chain(online -> outbox.tellAll(
                                UserEvent.STREAM, events(added, friendships(wanted), people, online), transaction));
    }

    private static Map<UUID, FriendshipState> friendships(List<NewNotification> wanted) {
        return wanted.stream()
                .filter(notification -> notification.friendship() != null)
                .collect(Collectors.toMap(NewNotification::friendshipId, NewNotification::friendship, (one, _) -> one));
    }

    private static List<UserEvent> events(
            List<Notification> added,
            Map<UUID, FriendshipState> friendships,
            Map<UUID, Person> people,
            Set<UUID> online) {
        return added.stream()
                .<UserEvent>map(notification -> notification.event(
                        people.get(notification.sender()),
                        people.get(notification.recipient()),
                        friendships.get(notification.friendshipId()),
                        Stream.of(notification.sender(), notification.recipient())
                                .filter(online::contains)
                                .toList()))
                .toList();
    }
}
