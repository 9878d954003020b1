package chat.parley.friendship.block;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The blocks, in PostgreSQL. */
@ApplicationScoped
public class Blocks {

    private final Pool pool;

    public Blocks(Pool pool) {
        this.pool = pool;
    }

    /**
     * Holds whoever else asks for the same two, in either order, until the transaction ends: so a request and a block that meet
     * see one another.
     */
    public Uni<Void> lockPair(UUID one, UUID other, SqlConnection transaction) {
        return transaction.preparedQuery("""
                        SELECT pg_advisory_xact_lock(hashtextextended(
                            LEAST($1::uuid, $2::uuid)::text || GREATEST($1::uuid, $2::uuid)::text, 0))""").execute(Tuple.of(one, other)).replaceWithVoid();
    }

    /**
     * Fails with {@link BlockBetween} when either blocks the other. Under {@link #lockPair} that stays so until the transaction
     * ends.
     */
    public Uni<Void> refuseBetween(UUID one, UUID other, SqlClient client) {
        return client.preparedQuery("""
                        SELECT 1 FROM block
                        WHERE active AND (blocker = $1 AND blocked = $2 OR blocker = $2 AND blocked = $1)""")
                .execute(Tuple.of(one, other))
                .invoke(rows -> {
                    if (rows.size() > 0) {
                        throw new BlockBetween();
                    }
                })
                .replaceWithVoid();
    }

    /** In this direction alone. */
    public Uni<Boolean> has(UUID blocker, UUID blocked) {
        return pool.preparedQuery("SELECT 1 FROM block WHERE blocker = $1 AND blocked = $2 AND active")
                .execute(Tuple.of(blocker, blocked))
                .map(rows -> rows.size() == 1);
    }

    /** Null when it was there. */
    Uni<Block> add(UUID blocker, UUID blocked, SqlConnection transaction) {
        return transaction
                .preparedQuery("""
                        INSERT INTO block (blocker, blocked) VALUES ($1, $2)
                        ON CONFLICT (blocker, blocked) DO UPDATE
                        SET active = true, since = now(), version = block.version + 1
                        WHERE NOT block.active RETURNING *""")
                .execute(Tuple.of(blocker, blocked))
                .map(Blocks::one);
    }

    /** Null when there was none. */
    Uni<Block> remove(UUID blocker, UUID blocked, SqlConnection transaction) {
        return transaction
                .preparedQuery("""
                        UPDATE block SET active = false, since = now(), version = version + 1
                        WHERE blocker = $1 AND blocked = $2 AND active RETURNING *""")
                .execute(Tuple.of(blocker, blocked))
                .map(Blocks::one);
    }

    /** The newest of this user's, newest first. */
    Uni<List<Block>> of(UUID blocker, int limit) {
        return pool.preparedQuery("""
                        SELECT * FROM block WHERE blocker = $1 AND active
                        ORDER BY since DESC, blocked DESC LIMIT $2""").execute(Tuple.of(blocker, limit)).map(Blocks::all);
    }

    /** Those that come after that one in the list. */
    Uni<List<Block>> after(UUID blocker, Instant since, UUID blocked, int limit) {
        return pool.preparedQuery("""
                        SELECT * FROM block WHERE blocker = $1 AND active AND (since, blocked) < ($2, $3)
                        ORDER BY since DESC, blocked DESC LIMIT $4""")
                .execute(Tuple.of(blocker, since.atOffset(ZoneOffset.UTC), blocked, limit))
                .map(Blocks::all);
    }

    private static Block one(RowSet<Row> rows) {
        return rows.size() == 0 ? null : Block.of(rows.iterator().next());
    }

    private static List<Block> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(Block::of).toList();
    }
}
