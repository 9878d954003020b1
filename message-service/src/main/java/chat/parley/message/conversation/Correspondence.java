package chat.parley.message.conversation;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/**
 * A direct conversation in which something was written.
 *
 * @param number an integer id, unique among all conversations
 * @param first who wrote first
 * @param second the other
 */
public record Correspondence(long number, UUID first, UUID second, Instant createdAt) {

    static Correspondence of(Row row) {
        return new Correspondence(
                row.getLong("number"),
                row.getUUID("first"),
                row.getUUID("second"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
