package chat.parley.message.conversation;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;

/**
 * A conversation as it stands to one of those who may read it.
 *
 * @param activeAt when the last message was written, or, as long as there is none, when it was opened
 * @param readSeq up to where the user has read
 * @param unread how many messages others have sent since, at most {@link Memberships#MOST_UNREAD}
 */
public record Membership(Conversation conversation, Instant activeAt, long readSeq, long unread) {

    static Membership of(Row row) {
        return new Membership(
                Conversation.of(row),
                row.getOffsetDateTime("active_at").toInstant(),
                row.getLong("read_seq"),
                row.getLong("unread"));
    }
}
