package chat.parley.user.inbox;

import chat.parley.common.event.FriendshipState;
import chat.parley.common.event.Person;
import chat.parley.common.event.UserEvent.NotificationCreated;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Something in a user's inbox.
 *
 * @param number the integer id of {@code social}; newer ones are greater
 * @param sender null when nobody in particular; so are the two ids of what it is about
 * @param autoDelete whether a client may drop it once shown
 */
public record Notification(
        UUID id,
        long number,
        UUID recipient,
        UUID sender,
        NotificationKind kind,
        String text,
        UUID friendshipId,
        UUID conversationId,
        boolean isRead,
        boolean autoDelete,
        Instant createdAt) {

    static Notification of(Row row) {
        return new Notification(
                row.getUUID("id"),
                row.getLong("number"),
                row.getUUID("recipient"),
                row.getUUID("sender"),
                NotificationKind.ofWord(row.getString("kind")),
                row.getString("text"),
                row.getUUID("friendship_id"),
                row.getUUID("conversation_id"),
                row.getBoolean("is_read"),
                row.getBoolean("auto_delete"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    /**
     * @param from the sender, null when we do not know them yet
     * @param to the recipient, null when we do not know them yet
     * @param online those of the people in it who are
     */
    NotificationCreated event(Person from, Person to, FriendshipState friendship, List<UUID> online) {
        return new NotificationCreated(
                id,
                number,
                recipient,
                from,
                kind.word(),
                text,
                friendshipId,
                createdAt,
                to,
                friendship,
                online,
                conversationId);
    }
}
