package chat.parley.message.conversation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The direct conversations in which something was written, as those who write them list them. */
@ApplicationScoped
public class Correspondences {

    private final Pool pool;

    public Correspondences(Pool pool) {
        this.pool = pool;
    }

    /** Those of a user, the one with the latest message first; at most so many. */
    public Uni<List<Correspondence>> of(UUID user, int limit) {
        return pool.preparedQuery("""
                        SELECT c.number, c.created_at, m.sender_id AS first,
                               CASE m.sender_id WHEN c.user_low THEN c.user_high ELSE c.user_low END AS second
                        FROM member
                        JOIN conversation c ON c.id = member.conversation_id AND c.kind = 'DIRECT'
                        JOIN message m ON m.conversation_id = c.id AND m.seq = 1
                        WHERE member.user_id = $1
                        ORDER BY c.last_message_at DESC, c.number DESC
                        LIMIT $2""")
                .execute(Tuple.of(user, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Correspondence::of)
                        .toList());
    }

    /** The integer id of a conversation that is there. */
    public Uni<Long> number(UUID conversationId) {
        return pool.preparedQuery("SELECT number FROM conversation WHERE id = $1")
                .execute(Tuple.of(conversationId))
                .map(rows -> rows.iterator().next().getLong("number"));
    }
}
