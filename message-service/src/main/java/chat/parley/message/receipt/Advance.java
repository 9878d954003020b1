package chat.parley.message.receipt;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;

/** A member's marks have grown. */
public record Advance(MemberKey member, Mark before, Mark after, Instant at) {

    static Advance of(Row row, Instant at) {
        return new Advance(
                new MemberKey(row.getUUID("conversation_id"), row.getUUID("user_id")),
                new Mark(row.getLong("old_delivered"), row.getLong("old_read")),
                new Mark(row.getLong("delivered_seq"), row.getLong("read_seq")),
                at);
    }

    /** Whether more was read than before, and not only received. */
    public boolean isRead() {
        return after.read() > before.read();
    }

    /** The message before the first one that it is about. */
    public long from() {
        return isRead() ? before.read() : before.delivered();
    }

    /** The last message that it is about. */
    public long to() {
        return after.delivered() > before.delivered() ? after.delivered() : after.read();
    }
}
