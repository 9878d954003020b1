package chat.parley.message.conversation;

import chat.parley.common.chat.ConversationId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * The conversations of a user: the lobby, which is everybody's, and the direct ones in which something was written or which the
 * user has opened. What a list costs grows with the user's own conversations, not with all.
 */
@ApplicationScoped
public class Memberships {

    /** Counting stops there: nobody reads a larger number. */
    public static final int MOST_UNREAD = 1_000;

    private static final String MINE = """
            WITH mine AS (
                SELECT conversation_id, read_seq FROM member WHERE user_id = $1
                UNION ALL
                SELECT $2, 0 WHERE NOT EXISTS (SELECT FROM member WHERE user_id = $1 AND conversation_id = $2)),
            listed AS (
                SELECT c.id, c.kind, c.user_low, c.user_high, c.last_seq, c.last_message_at, mine.read_seq,
                       coalesce(c.last_message_at, c.created_at) AS active_at
                FROM mine JOIN conversation c ON c.id = mine.conversation_id
            """;

    /** Counted for what is shown alone. */
    private static final String COUNT_UNREAD =
            """
            SELECT shown.*, (
                SELECT count(*) FROM (
                    SELECT FROM message m
                    WHERE m.conversation_id = shown.id AND m.seq > shown.read_seq AND m.sender_id <> $1
                    LIMIT\s""" + MOST_UNREAD + ") AS others) AS unread FROM shown ORDER BY active_at DESC, id DESC";

    private final Pool pool;

    public Memberships(Pool pool) {
        this.pool = pool;
    }

    /**
     * The one with the latest activity first.
     *
     * @param before null for the first part
     */
    public Uni<List<Membership>> of(UUID user, Before before, int limit) {
        return pool.preparedQuery(MINE + """
                            WHERE c.kind = 'LOBBY' OR c.last_seq > 0 OR c.opened_by = $1),
                        shown AS (
                            SELECT * FROM listed
                            WHERE $3::timestamptz IS NULL OR (active_at, id) < ($3, $4::uuid)
                            ORDER BY active_at DESC, id DESC LIMIT $5)
                        """ + COUNT_UNREAD)
                .execute(Tuple.of(
                        user,
                        ConversationId.LOBBY,
                        before == null ? null : before.activeAt().atOffset(ZoneOffset.UTC),
                        before == null ? null : before.id(),
                        limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Membership::of)
                        .toList());
    }

    /** That conversation, if it is there and the user may read it. */
    public Uni<Optional<Membership>> find(UUID user, UUID conversation) {
        return pool.preparedQuery(MINE + " WHERE c.id = $3), shown AS (SELECT * FROM listed) " + COUNT_UNREAD)
                .execute(Tuple.of(user, ConversationId.LOBBY, conversation))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Membership::of)
                        .findFirst());
    }

    /** What follows this one in the list. */
    public record Before(Instant activeAt, UUID id) {}
}
