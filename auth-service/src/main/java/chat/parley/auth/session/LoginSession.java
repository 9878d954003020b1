package chat.parley.auth.session;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/**
 * A login that goes on.
 *
 * @param device what the client called itself when it logged in
 * @param dialect the API through which it logged in
 * @param lastSeenAt when its tokens were last refreshed, or a socket ticket was asked for under it
 */
public record LoginSession(UUID sid, String device, String dialect, Instant createdAt, Instant lastSeenAt) {

    static LoginSession of(Row row) {
        return new LoginSession(
                row.getUUID("sid"),
                row.getString("device"),
                row.getString("dialect"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("last_seen_at").toInstant());
    }
}
