package chat.parley.message.message;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Messages sent over HTTP whose delivery to the sockets is not known to have happened. */
@ApplicationScoped
public class Undelivered {

    private final Pool pool;

    public Undelivered(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> add(Collection<MessageKey> keys, SqlConnection transaction) {
        return keys.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery("""
                                INSERT INTO undelivered (conversation_id, seq)
                                SELECT * FROM unnest($1::uuid[], $2::bigint[])""").execute(tuple(keys)).replaceWithVoid();
    }

    public Uni<Void> remove(Collection<MessageKey> keys) {
        return pool.preparedQuery("""
                        DELETE FROM undelivered USING unnest($1::uuid[], $2::bigint[]) AS d (conversation_id, seq)
                        WHERE undelivered.conversation_id = d.conversation_id AND undelivered.seq = d.seq""").execute(tuple(keys)).replaceWithVoid();
    }

    /** Those that have waited this long, oldest first; for this caller alone until they have waited as long again. */
    public Uni<List<MessageKey>> claim(Duration waited, int limit) {
        return pool.preparedQuery("""
                        UPDATE undelivered SET created_at = now()
                        WHERE (conversation_id, seq) IN (
                            SELECT conversation_id, seq FROM undelivered
                            WHERE created_at < now() - $1 * interval '1 millisecond'
                            ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED)
                        RETURNING conversation_id, seq""")
                .execute(Tuple.of((double) waited.toMillis(), limit))
                .map(Undelivered::keys);
    }

    private static Tuple tuple(Collection<MessageKey> keys) {
        return Tuple.of(
                keys.stream().map(MessageKey::conversationId).toArray(UUID[]::new),
                keys.stream().map(MessageKey::seq).toArray(Long[]::new));
    }

    private static List<MessageKey> keys(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new MessageKey(row.getUUID("conversation_id"), row.getLong("seq")))
                .toList();
    }
}
