package chat.parley.message.receipt;

import chat.parley.common.chat.ConversationId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The marks of all members. */
@ApplicationScoped
public class Receipts {

    private final Pool pool;

    public Receipts(Pool pool) {
        this.pool = pool;
    }

    /** The members of a conversation, by user. */
    public Uni<Map<UUID, Member>> of(UUID conversationId) {
        return pool.preparedQuery("""
                        SELECT user_id, delivered_seq, read_seq, delivered_at, read_at
                        FROM member WHERE conversation_id = $1""")
                .execute(Tuple.of(conversationId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Member::of)
                        .collect(Collectors.toMap(Member::userId, member -> member)));
    }

    /** Like {@link #of}, of several conversations, by their ids. */
    public Uni<Map<UUID, List<Member>>> of(Collection<UUID> conversations) {
        return pool.preparedQuery("""
                        SELECT conversation_id, user_id, delivered_seq, read_seq, delivered_at, read_at
                        FROM member WHERE conversation_id = ANY ($1) ORDER BY conversation_id, user_id""")
                .execute(Tuple.of(conversations.toArray(UUID[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.groupingBy(
                                row -> row.getUUID("conversation_id"),
                                Collectors.mapping(Member::of, Collectors.toList()))));
    }

    /**
     * Moves the marks forward, never back and never past the last message. The rows are locked first, in one order, so that
     * two batches never wait for each other; the statements go out together.
     *
     * @return those that have grown
     */
    public Uni<List<Advance>> advance(Map<MemberKey, Mark> marks, Instant at, SqlConnection transaction) {
        if (marks.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Uni.combine()
                .all()
                .unis(joinLobby(marks, transaction), lock(marks, transaction), grow(marks, at, transaction))
                .with((_, _, grown) -> grown);
    }

    private static Uni<Void> joinLobby(Map<MemberKey, Mark> marks, SqlConnection transaction) {
        var users = marks.keySet().stream()
                .filter(member -> member.conversationId().equals(ConversationId.LOBBY))
                .map(MemberKey::userId)
                .toArray(UUID[]::new);
        return users.length == 0
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery("""
                                INSERT INTO member (conversation_id, user_id)
                                SELECT $1, user_id FROM unnest($2::uuid[]) AS u (user_id) ORDER BY user_id
                                ON CONFLICT DO NOTHING""")
                        .execute(Tuple.of(ConversationId.LOBBY, users))
                        .replaceWithVoid();
    }

    private static Uni<Void> lock(Map<MemberKey, Mark> marks, SqlConnection transaction) {
        return transaction
                .preparedQuery("""
                        SELECT 1 FROM member JOIN unnest($1::uuid[], $2::uuid[]) AS m (conversation_id, user_id)
                        USING (conversation_id, user_id)
                        ORDER BY member.conversation_id, member.user_id FOR NO KEY UPDATE OF member""")
                .execute(Tuple.of(conversations(marks), users(marks)))
                .replaceWithVoid();
    }

    private static Uni<List<Advance>> grow(Map<MemberKey, Mark> marks, Instant at, SqlConnection transaction) {
        var asked = marks.values();
        return transaction
                .preparedQuery("""
                        UPDATE member
                        SET delivered_seq = GREATEST(member.delivered_seq, m.delivered),
                            read_seq = GREATEST(member.read_seq, m.read),
                            delivered_at = CASE WHEN m.delivered > member.delivered_seq THEN $5 ELSE delivered_at END,
                            read_at = CASE WHEN m.read > member.read_seq THEN $5 ELSE read_at END
                        FROM (
                            SELECT a.conversation_id, a.user_id,
                                   LEAST(a.delivered, c.last_seq) AS delivered, LEAST(a.read, c.last_seq) AS read
                            FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[])
                                AS a (conversation_id, user_id, delivered, read)
                            JOIN conversation c ON c.id = a.conversation_id) AS m
                        WHERE member.conversation_id = m.conversation_id AND member.user_id = m.user_id
                        AND (m.delivered > member.delivered_seq OR m.read > member.read_seq)
                        RETURNING member.conversation_id, member.user_id, new.delivered_seq, new.read_seq,
                                  old.delivered_seq AS old_delivered, old.read_seq AS old_read""")
                .execute(Tuple.of(
                        conversations(marks),
                        users(marks),
                        asked.stream().map(Mark::delivered).toArray(Long[]::new),
                        asked.stream().map(Mark::read).toArray(Long[]::new),
                        at.atOffset(ZoneOffset.UTC)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> Advance.of(row, at))
                        .toList());
    }

    private static UUID[] conversations(Map<MemberKey, Mark> marks) {
        return marks.keySet().stream().map(MemberKey::conversationId).toArray(UUID[]::new);
    }

    private static UUID[] users(Map<MemberKey, Mark> marks) {
        return marks.keySet().stream().map(MemberKey::userId).toArray(UUID[]::new);
    }
}
