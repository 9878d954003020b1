package chat.parley.message.conversation;

import chat.parley.common.chat.ConversationId;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What messages are written to.
 *
 * @param low one user of a direct conversation, the other is {@code high}; null elsewhere
 * @param lastSeq how many messages it has, for seq is dense
 * @param lastMessageAt when the last of them was written, null when there is none
 */
public record Conversation(UUID id, Kind kind, UUID low, UUID high, long lastSeq, Instant lastMessageAt) {

    /** The direct conversation of two users as it is before anything is written. */
    public static Conversation direct(UUID one, UUID other) {
        var low = one.compareTo(other) < 0 ? one : other;
        var high = low.equals(one) ? other : one;
        return new Conversation(ConversationId.ofDirect(one, other), Kind.DIRECT, low, high, 0, null);
    }

    public static Conversation of(Row row) {
        var lastMessageAt = row.getOffsetDateTime("last_message_at");
        return new Conversation(
                row.getUUID("id"),
                Kind.valueOf(row.getString("kind")),
                row.getUUID("user_low"),
                row.getUUID("user_high"),
                row.getLong("last_seq"),
                lastMessageAt == null ? null : lastMessageAt.toInstant());
    }

    public boolean has(UUID user) {
        return switch (kind) {
            case DIRECT -> user.equals(low) || user.equals(high);
            case LOBBY -> true;
        };
    }

    /** The other side of a direct conversation; null in the lobby. */
    public UUID otherThan(UUID user) {
        return switch (kind) {
            case DIRECT -> user.equals(low) ? high : low;
            case LOBBY -> null;
        };
    }

    public boolean isDirect() {
        return kind == Kind.DIRECT;
    }

    /**
     * With one message more, written now. Its time is {@link #lastMessageAt}, to the microsecond, which is as fine as
     * PostgreSQL keeps it: always later than the message before it, whatever the clock does.
     */
    public Conversation next(Instant now) {
        var at = now.truncatedTo(ChronoUnit.MICROS);
        var after = lastMessageAt == null || at.isAfter(lastMessageAt) ? at : lastMessageAt.plus(1, ChronoUnit.MICROS);
        return new Conversation(id, kind, low, high, lastSeq + 1, after);
    }
}
