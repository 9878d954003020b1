package chat.parley.friendship.block;

import chat.parley.common.event.FriendshipEvent.Blocked;
import chat.parley.common.event.FriendshipEvent.Unblocked;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody does not want to hear from somebody; the other way round is another block.
 *
 * @param since when it was made, or, of one that was taken back, when that was
 * @param version grows with every change between the two in this direction
 */
public record Block(UUID blocker, UUID blocked, Instant since, long version) {

    static Block of(Row row) {
        return new Block(
                row.getUUID("blocker"),
                row.getUUID("blocked"),
                row.getOffsetDateTime("since").toInstant(),
                row.getLong("version"));
    }

    Blocked madeEvent() {
        return new Blocked(blocker, blocked, version, since);
    }

    Unblocked takenBackEvent() {
        return new Unblocked(blocker, blocked, version, since);
    }
}
