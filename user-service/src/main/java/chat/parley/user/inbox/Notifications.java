package chat.parley.user.inbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;

/** The inboxes, in PostgreSQL. */
@ApplicationScoped
public class Notifications {

    private final Pool pool;

    public Notifications(Pool pool) {
        this.pool = pool;
    }

    /** Those of them that were not told before: a request and an answer once, messages once a conversation until read. */
    Uni<List<Notification>> add(List<NewNotification> wanted, SqlConnection transaction) {
        return transaction
                .preparedQuery("""
                        INSERT INTO notification (recipient, sender, kind, text, friendship_id, conversation_id)
                        SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::uuid[])
                        ON CONFLICT DO NOTHING RETURNING *""")
                .execute(Tuple.wrap(Arrays.asList(
                        column(wanted, NewNotification::recipient, UUID[]::new),
                        column(wanted, NewNotification::senderId, UUID[]::new),
                        column(wanted, notification -> notification.kind().word(), String[]::new),
                        column(wanted, NewNotification::text, String[]::new),
                        column(wanted, NewNotification::friendshipId, UUID[]::new),
                        column(wanted, NewNotification::conversationId, UUID[]::new))))
                .map(Notifications::all);
    }

    /** The user's, newest first, below this number. */
    public Uni<List<Notification>> list(UUID recipient, long before, int limit) {
        return pool.preparedQuery(
                        "SELECT * FROM notification WHERE recipient = $1 AND number < $2 ORDER BY number DESC LIMIT $3")
                .execute(Tuple.of(recipient, before, limit))
                .map(Notifications::all);
    }

    /** How many of the user's are not read. */
    public Uni<Long> unread(UUID recipient) {
        return pool.preparedQuery("SELECT count(*) AS unread FROM notification WHERE recipient = $1 AND NOT is_read")
                .execute(Tuple.of(recipient))
                .map(rows -> rows.iterator().next().getLong("unread"));
    }

    /** Whether it is one of the user's; it may have been read before. */
    Uni<Boolean> markRead(UUID recipient, UUID id) {
        return pool.preparedQuery("UPDATE notification SET is_read = true WHERE recipient = $1 AND id = $2")
                .execute(Tuple.of(recipient, id))
                .map(rows -> rows.rowCount() == 1);
    }

    /** All of the user's up to this number. */
    Uni<Void> markAllRead(UUID recipient, long upTo) {
        return pool.preparedQuery(
                        "UPDATE notification SET is_read = true WHERE recipient = $1 AND number <= $2 AND NOT is_read")
                .execute(Tuple.of(recipient, upTo))
                .replaceWithVoid();
    }

    /** Null when it is none of the user's. */
    Uni<Notification> find(UUID recipient, UUID id) {
        return pool.preparedQuery("SELECT * FROM notification WHERE recipient = $1 AND id = $2")
                .execute(Tuple.of(recipient, id))
                .map(rows -> all(rows).stream().findFirst().orElse(null));
    }

    /** Whether it was one of the user's. */
    Uni<Boolean> delete(UUID recipient, UUID id) {
        return pool.preparedQuery("DELETE FROM notification WHERE recipient = $1 AND id = $2")
                .execute(Tuple.of(recipient, id))
                .map(rows -> rows.rowCount() == 1);
    }

    /** As it is now; null when it is none of the user's. */
    public Uni<Notification> markRead(UUID recipient, long number) {
        return pool.preparedQuery(
                        "UPDATE notification SET is_read = true WHERE recipient = $1 AND number = $2 RETURNING *")
                .execute(Tuple.of(recipient, number))
                .map(rows -> rows.size() == 0
                        ? null
                        : Notification.of(rows.iterator().next()));
    }

    /** Whether it was one of the user's. */
    public Uni<Boolean> delete(UUID recipient, long number) {
        return pool.preparedQuery("DELETE FROM notification WHERE recipient = $1 AND number = $2")
                .execute(Tuple.of(recipient, number))
                .map(rows -> rows.rowCount() == 1);
    }

    /** All that this sender has put there. */
    Uni<Void> deleteFrom(UUID sender, UUID recipient, SqlConnection transaction) {
        return transaction
                .preparedQuery("DELETE FROM notification WHERE recipient = $1 AND sender = $2")
                .execute(Tuple.of(recipient, sender))
                .replaceWithVoid();
    }

    private static <T> T[] column(
            List<NewNotification> rows, Function<NewNotification, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    private static List<Notification> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(Notification::of)
                .toList();
    }
}
