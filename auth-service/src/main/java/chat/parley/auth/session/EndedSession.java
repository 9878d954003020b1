package chat.parley.auth.session;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/** A login session that is over, and since when. */
public record EndedSession(UUID sid, Instant at) {

    static EndedSession of(Row row) {
        return new EndedSession(
                row.getUUID("sid"), row.getOffsetDateTime("ended_at").toInstant());
    }
}
