package chat.parley.message.conversation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** All conversations. */
@ApplicationScoped
public class Conversations {

    private static final String FIND =
            "SELECT id, kind, user_low, user_high, last_seq, last_message_at FROM conversation";

    private final Pool pool;

    public Conversations(Pool pool) {
        this.pool = pool;
    }

    public Uni<Optional<Conversation>> find(UUID id) {
        return find(List.of(id), pool).map(found -> Optional.ofNullable(found.get(id)));
    }

    /** Those of them that are there, by id. */
    public Uni<Map<UUID, Conversation>> find(Collection<UUID> ids, SqlClient client) {
        return ids.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : client.preparedQuery(FIND + " WHERE id = ANY ($1)")
                        .execute(Tuple.of(ids.toArray(UUID[]::new)))
                        .map(Conversations::byId);
    }

    /** Like {@link #find}, and nobody else writes to them before the transaction ends. In id order, so that two never wait for each other. */
    public Uni<Map<UUID, Conversation>> lock(Collection<UUID> ids, SqlConnection transaction) {
        return ids.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : transaction
                        .preparedQuery(FIND + " WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE")
                        .execute(Tuple.of(ids.toArray(UUID[]::new)))
                        .map(Conversations::byId);
    }

    /**
     * Makes the direct conversations that are not there, with their members. In a transaction of its own: one that already
     * holds locks might wait here for one that waits for it.
     */
    public Uni<Void> make(Collection<Conversation> direct) {
        return pool.preparedQuery("""
                        WITH made AS (
                            INSERT INTO conversation (id, kind, user_low, user_high)
                            SELECT id, 'DIRECT', low, high FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS d (id, low, high)
                            ORDER BY id
                            ON CONFLICT DO NOTHING
                            RETURNING id, user_low, user_high)
                        INSERT INTO member (conversation_id, user_id)
                        SELECT id, user_low FROM made UNION SELECT id, user_high FROM made""")
                .execute(Tuple.of(
                        direct.stream().map(Conversation::id).toArray(UUID[]::new),
                        direct.stream().map(Conversation::low).toArray(UUID[]::new),
                        direct.stream().map(Conversation::high).toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** Makes this one, which nobody has written to yet, for the list of whoever opens it; false when it was there. */
    public Uni<Boolean> open(Conversation direct, UUID user) {
        return pool.preparedQuery("""
                        WITH made AS (
                            INSERT INTO conversation (id, kind, user_low, user_high, opened_by)
                            VALUES ($1, 'DIRECT', $2, $3, $4)
                            ON CONFLICT DO NOTHING
                            RETURNING id, user_low, user_high)
                        INSERT INTO member (conversation_id, user_id)
                        SELECT id, user_low FROM made UNION SELECT id, user_high FROM made""")
                .execute(Tuple.of(direct.id(), direct.low(), direct.high(), user))
                .map(rows -> rows.rowCount() > 0);
    }

    private static Map<UUID, Conversation> byId(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(Conversation::of)
                .collect(Collectors.toMap(Conversation::id, c -> c));
    }
}
