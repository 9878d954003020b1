package chat.parley.friendship.presence;

import chat.parley.common.event.Person;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * What friends were last told of somebody.
 *
 * @param isOnline whether there is a socket
 * @param status as it is shown: of who has no socket, {@code offline}
 * @param lastSeen until when the status was not {@code offline}; null while it is not, and when it never was
 */
record Presence(UUID userId, boolean isOnline, String status, Instant lastSeen) {

    static Presence of(Row row) {
        return new Presence(
                row.getUUID("user_id"),
                row.getBoolean("is_online"),
                row.getString("status"),
                instant(row.getOffsetDateTime("last_seen")));
    }

    /** As it is now; the person is null when we do not know them yet: they are shown once we do. */
    Presence seen(boolean online, Person person, Instant now) {
        var shown = person == null ? Person.OFFLINE : person.shownStatus(online);
        return new Presence(userId, online, shown, shown.equals(Person.OFFLINE) ? lastSeenAt(now) : null);
    }

    private Instant lastSeenAt(Instant now) {
        return status.equals(Person.OFFLINE) ? lastSeen : now;
    }

    boolean isShownLike(Presence other) {
        return status.equals(other.status);
    }

    Shown shown(long number) {
        return new Shown(userId, number, status, lastSeen);
    }

    static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
