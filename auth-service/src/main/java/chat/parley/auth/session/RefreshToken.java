package chat.parley.auth.session;

import chat.parley.auth.token.Grant;
import chat.parley.common.identity.Dialect;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A refresh token as it stands in the table, with its session.
 *
 * @param usedAt null while it is good
 * @param child what it was exchanged for, null while it was not
 */
record RefreshToken(UUID sid, Instant expiresAt, Instant usedAt, Instant sessionEndedAt, Grant child) {

    static RefreshToken of(Row row) {
        var used = instant(row.getOffsetDateTime("used_at"));
        return new RefreshToken(
                row.getUUID("sid"),
                instant(row.getOffsetDateTime("expires_at")),
                used,
                instant(row.getOffsetDateTime("ended_at")),
                used == null ? null : child(row));
    }

    boolean isLive(Instant now) {
        return usedAt == null && sessionEndedAt == null && now.isBefore(expiresAt);
    }

    /** Used so little time ago that the client may just not have had the answer. */
    boolean isRepeat(Instant now, Duration grace) {
        return usedAt != null && sessionEndedAt == null && now.isBefore(usedAt.plus(grace));
    }

    /** Used up, and shown again: it, or its child, is in the wrong hands. */
    boolean isReuse(Instant now, Duration grace) {
        return usedAt != null && sessionEndedAt == null && !isRepeat(now, grace);
    }

    private static Grant child(Row row) {
        return new Grant(
                row.getUUID("user_id"),
                row.getLong("number"),
                row.getString("username"),
                row.getUUID("sid"),
                Dialect.ofClaim(row.getString("child_dialect")),
                row.getString("child_kid"),
                instant(row.getOffsetDateTime("child_issued_at")),
                row.getUUID("child_access_id"),
                row.getUUID("child_refresh_id"));
    }

    private static Instant instant(OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
