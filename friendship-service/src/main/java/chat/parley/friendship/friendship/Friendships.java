package chat.parley.friendship.friendship;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The friendships, in PostgreSQL. */
@ApplicationScoped
public class Friendships {

    private static final String BETWEEN = """
            SELECT * FROM friendship
            WHERE LEAST(from_user, to_user) = LEAST($1::uuid, $2::uuid)
              AND GREATEST(from_user, to_user) = GREATEST($1::uuid, $2::uuid)""";

    private static final String WHAT_IT_COMES_TO = """
            CASE WHEN 'rejected' IN (status_from, status_to) THEN 'rejected'
                 WHEN status_to = 'accepted' THEN 'accepted' ELSE 'pending' END""";

    private final Pool pool;

    public Friendships(Pool pool) {
        this.pool = pool;
    }

    /** Fails with {@link FriendshipExists} when there is one between the two, even if it came to be at this moment. */
    Uni<Friendship> add(NewFriendship wanted, SqlConnection transaction) {
        return transaction
                .preparedQuery("""
                        INSERT INTO friendship (from_user, to_user, status_from, status_to)
                        VALUES ($1, $2, $3, $4) RETURNING *""")
                .execute(Tuple.of(wanted.from(), wanted.to(), wanted.status().word(), FriendshipStatus.PENDING.word()))
                .onFailure(Friendships::isSecondOfPair)
                .transform(_ -> new FriendshipExists())
                .map(Friendships::one);
    }

    /** As it was stored, with its new time. */
    Uni<Friendship> update(Friendship friendship, SqlConnection transaction) {
        return transaction
                .preparedQuery("""
                        UPDATE friendship SET status_from = $2, status_to = $3, version = $4, updated_at = now(),
                            accepted_at = CASE WHEN $5 THEN COALESCE(accepted_at, now()) END
                        WHERE id = $1 RETURNING *""")
                .execute(Tuple.of(
                        friendship.id(),
                        friendship.statusFrom().word(),
                        friendship.statusTo().word(),
                        friendship.version(),
                        friendship.isAccepted()))
                .map(Friendships::one);
    }

    Uni<Void> remove(Friendship friendship, SqlConnection transaction) {
        return transaction
                .preparedQuery("DELETE FROM friendship WHERE id = $1")
                .execute(Tuple.of(friendship.id()))
                .replaceWithVoid();
    }

    /** Null when there is none. */
    Uni<Friendship> lock(UUID id, SqlConnection transaction) {
        return transaction
                .preparedQuery("SELECT * FROM friendship WHERE id = $1 FOR UPDATE")
                .execute(Tuple.of(id))
                .map(Friendships::one);
    }

    /** Null when there is none. */
    Uni<Friendship> find(UUID id) {
        return pool.preparedQuery("SELECT * FROM friendship WHERE id = $1")
                .execute(Tuple.of(id))
                .map(Friendships::one);
    }

    /** Whoever of the two asked; null when neither did. */
    Uni<Friendship> between(UUID one, UUID other) {
        return pool.preparedQuery(BETWEEN).execute(Tuple.of(one, other)).map(Friendships::one);
    }

    /** Like {@link #between}. */
    Uni<Friendship> lockBetween(UUID one, UUID other, SqlConnection transaction) {
        return transaction
                .preparedQuery(BETWEEN + " FOR UPDATE")
                .execute(Tuple.of(one, other))
                .map(Friendships::one);
    }

    /** Null when there is none. */
    Uni<Friendship> lock(long number, SqlConnection transaction) {
        return transaction
                .preparedQuery("SELECT * FROM friendship WHERE number = $1 FOR UPDATE")
                .execute(Tuple.of(number))
                .map(Friendships::one);
    }

    /** The newest that wait for the user's answer, newest first. */
    Uni<List<Friendship>> pendingTo(UUID user, int newest) {
        return pool.preparedQuery("""
                        SELECT * FROM friendship
                        WHERE to_user = $1 AND status_to = 'pending' AND status_from <> 'rejected'
                        ORDER BY number DESC LIMIT $2""").execute(Tuple.of(user, newest)).map(Friendships::all);
    }

    /** The newest by which the user has a friend, newest first. */
    Uni<List<Friendship>> accepted(UUID user, int newest) {
        return pool.preparedQuery("""
                        SELECT * FROM friendship
                        WHERE (from_user = $1 OR to_user = $1) AND status_to = 'accepted' AND status_from <> 'rejected'
                        ORDER BY number DESC LIMIT $2""").execute(Tuple.of(user, newest)).map(Friendships::all);
    }

    /** The newest of the user's, on either side, oldest first. */
    Uni<List<Friendship>> of(UUID user, int newest) {
        return pool.preparedQuery("""
                        SELECT * FROM (
                            (SELECT * FROM friendship WHERE from_user = $1 ORDER BY number DESC LIMIT $2)
                            UNION ALL
                            (SELECT * FROM friendship WHERE to_user = $1 ORDER BY number DESC LIMIT $2)
                            ORDER BY number DESC LIMIT $2
                        ) AS newest ORDER BY number""").execute(Tuple.of(user, newest)).map(Friendships::all);
    }

    /** Like {@link #of(UUID, int)}, but newest first, those of this kind that are below a number. */
    Uni<List<Friendship>> of(UUID user, FriendshipFilter filter, long below, int newest) {
        return pool.preparedQuery("""
                        SELECT * FROM (
                            (SELECT * FROM friendship
                             WHERE from_user = $1 AND number < $2 AND $5::boolean IS NOT FALSE AND ($4::text IS NULL OR $4 = %1$s)
                             ORDER BY number DESC LIMIT $3)
                            UNION ALL
                            (SELECT * FROM friendship
                             WHERE to_user = $1 AND number < $2 AND $5::boolean IS NOT TRUE AND ($4::text IS NULL OR $4 = %1$s)
                             ORDER BY number DESC LIMIT $3)
                        ) AS found ORDER BY number DESC LIMIT $3""".formatted(WHAT_IT_COMES_TO))
                .execute(Tuple.of(
                        user,
                        below,
                        newest,
                        filter.status().map(FriendshipStatus::word).orElse(null),
                        filter.isOutgoing().orElse(null)))
                .map(Friendships::all);
    }

    private static boolean isSecondOfPair(Throwable failure) {
        return failure instanceof PgException refused && "friendship_pair_unique".equals(refused.getConstraint());
    }

    private static List<Friendship> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(Friendship::of)
                .toList();
    }

    private static Friendship one(RowSet<Row> rows) {
        return rows.size() == 0 ? null : Friendship.of(rows.iterator().next());
    }
}
