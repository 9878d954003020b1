package chat.parley.friendship.presence;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;

/**
 * What was last told of everybody who ever had a socket, in PostgreSQL. Rows are always locked in the order of their ids, so that
 * no two transactions wait for each other.
 */
@ApplicationScoped
class Presences {

    /** Below every id that is given out. */
    static final UUID FIRST = new UUID(0, 0);

    private final Pool pool;

    Presences(Pool pool) {
        this.pool = pool;
    }

    /** Makes those who are not there, as offline. */
    Uni<Void> add(Collection<UUID> users, SqlConnection transaction) {
        return transaction
                .preparedQuery("""
                        INSERT INTO presence (user_id, is_online, status)
                        SELECT user_id, false, 'offline' FROM unnest($1::uuid[]) AS u (user_id) ORDER BY user_id
                        ON CONFLICT DO NOTHING""")
                .execute(Tuple.of(users.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** Those of them who are there. */
    Uni<List<Presence>> lock(Collection<UUID> users, SqlConnection transaction) {
        return transaction
                .preparedQuery("SELECT * FROM presence WHERE user_id = ANY ($1) ORDER BY user_id FOR UPDATE")
                .execute(Tuple.of(users.toArray(UUID[]::new)))
                .map(Presences::all);
    }

    /** Until the end of the transaction nothing new is told of them. */
    Uni<Void> hold(Collection<UUID> users, SqlConnection transaction) {
        return transaction
                .preparedQuery("SELECT FROM presence WHERE user_id = ANY ($1) ORDER BY user_id FOR SHARE")
                .execute(Tuple.of(users.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    Uni<Void> update(List<Presence> some, SqlConnection transaction) {
        return transaction
                .preparedQuery("""
                        UPDATE presence SET is_online = p.is_online, status = p.status, last_seen = p.last_seen
                        FROM unnest($1::uuid[], $2::boolean[], $3::text[], $4::timestamptz[])
                            AS p (user_id, is_online, status, last_seen)
                        WHERE presence.user_id = p.user_id""")
                .execute(Tuple.of(
                        column(some, Presence::userId, UUID[]::new),
                        column(some, Presence::isOnline, Boolean[]::new),
                        column(some, Presence::status, String[]::new),
                        column(some, presence -> time(presence.lastSeen()), OffsetDateTime[]::new)))
                .replaceWithVoid();
    }

    /** The next who are online, in the order of their ids. */
    Uni<List<UUID>> onlineAfter(UUID user, int limit) {
        return pool.preparedQuery(
                        "SELECT user_id FROM presence WHERE is_online AND user_id > $1 ORDER BY user_id LIMIT $2")
                .execute(Tuple.of(user, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("user_id"))
                        .toList());
    }

    private static <T> T[] column(List<Presence> rows, Function<Presence, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    private static OffsetDateTime time(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static List<Presence> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(Presence::of).toList();
    }
}
