package chat.parley.message.receipt;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A user's marks in a conversation.
 *
 * @param deliveredAt when the mark last grew, null when it never did; so is {@code readAt}
 */
public record Member(UUID userId, Mark mark, Instant deliveredAt, Instant readAt) {

    /** Somebody who has not received anything. */
    public static Member without(UUID userId) {
        return new Member(userId, Mark.NONE, null, null);
    }

    static Member of(Row row) {
        return new Member(
                row.getUUID("user_id"),
                new Mark(row.getLong("delivered_seq"), row.getLong("read_seq")),
                instant(row.getOffsetDateTime("delivered_at")),
                instant(row.getOffsetDateTime("read_at")));
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
