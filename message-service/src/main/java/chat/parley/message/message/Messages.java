package chat.parley.message.message;

import chat.parley.message.attachment.Attachments;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** All messages. Whatever the number of messages in all, a call costs what it returns. */
@ApplicationScoped
public class Messages {

    static final String COLUMNS = """
            m.conversation_id, m.seq, m.id, m.number, m.client_id, m.sender_id, m.sender_name, m.body, m.attachment_count,
            m.created_at, m.awaits_announcement,
            (SELECT p.created_at FROM message p
             WHERE p.conversation_id = m.conversation_id AND p.seq = m.seq - 1) AS previous_at
            """;

    static final String RANGE = "SELECT " + COLUMNS + """
            FROM message m WHERE m.conversation_id = $1 AND m.seq BETWEEN $2 AND $3 ORDER BY m.seq""";

    /**
     * A look into one partition for each key, whatever the planner knows of the table: it counts on all partitions for each key
     * of a plain join, and would rather read them whole.
     */
    static final String FIND = "SELECT m.* FROM unnest($1::uuid[], $2::bigint[]) AS k (conversation_id, seq)"
            + " CROSS JOIN LATERAL (SELECT " + COLUMNS + """
            FROM message m WHERE m.conversation_id = k.conversation_id AND m.seq = k.seq LIMIT 1) AS m
            ORDER BY m.conversation_id, m.seq""";

    private final Pool pool;
    private final Attachments attachments;

    public Messages(Pool pool, Attachments attachments) {
        this.pool = pool;
        this.attachments = attachments;
    }

    /** Those from one seq to another, both included, oldest first. */
    public Uni<List<Message>> range(UUID conversationId, long from, long to) {
        return pool.preparedQuery(RANGE)
                .execute(Tuple.of(conversationId, from, to))
                .chain(rows -> complete(rows, pool));
    }

    /** Those of them that are there. */
    public Uni<List<Message>> find(Collection<MessageKey> keys) {
        return find(keys, pool);
    }

    Uni<List<Message>> find(Collection<MessageKey> keys, SqlClient client) {
        return keys.isEmpty()
                ? Uni.createFrom().item(List.of())
                : client.preparedQuery(FIND)
                        .execute(Tuple.of(conversations(keys), seqs(keys)))
                        .chain(rows -> complete(rows, client));
    }

    /**
     * The newest of each span that others than the reader have sent, at most so many of each, oldest first. The limit is a setting,
     * and a part of the statement: as a parameter it would have it planned each time.
     */
    public Uni<List<Message>> newestOfOthers(Collection<Span> spans, int limit) {
        return pool.preparedQuery("SELECT m.* FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[])"
                        + " AS s (conversation_id, reader, from_seq, to_seq)"
                        + " CROSS JOIN LATERAL (SELECT " + COLUMNS + """
                        FROM message m
                        WHERE m.conversation_id = s.conversation_id AND m.seq BETWEEN s.from_seq AND s.to_seq
                        AND m.sender_id <> s.reader
                        ORDER BY m.seq DESC LIMIT %d) AS m
                        ORDER BY m.conversation_id, m.seq""".formatted(limit))
                .execute(Tuple.of(
                        spans.stream().map(Span::conversationId).toArray(UUID[]::new),
                        spans.stream().map(Span::reader).toArray(UUID[]::new),
                        spans.stream().map(Span::fromSeq).toArray(Long[]::new),
                        spans.stream().map(Span::toSeq).toArray(Long[]::new)))
                .chain(rows -> complete(rows, pool));
    }

    /** All of each span, in the order of the spans. */
    Uni<List<Message>> within(List<Span> spans) {
        var longest = spans.stream()
                .mapToLong(span -> span.toSeq() - span.fromSeq() + 1)
                .max();
        return pool.preparedQuery("SELECT m.* FROM unnest($1::uuid[], $2::bigint[], $3::bigint[])"
                        + " WITH ORDINALITY AS s (conversation_id, from_seq, to_seq, place)"
                        + " CROSS JOIN LATERAL (SELECT " + COLUMNS + """
                        FROM message m
                        WHERE m.conversation_id = s.conversation_id AND m.seq BETWEEN s.from_seq AND s.to_seq
                        ORDER BY m.seq LIMIT $4) AS m
                        ORDER BY s.place, m.seq""")
                .execute(Tuple.of(
                        spans.stream().map(Span::conversationId).toArray(UUID[]::new),
                        spans.stream().map(Span::fromSeq).toArray(Long[]::new),
                        spans.stream().map(Span::toSeq).toArray(Long[]::new),
                        longest.orElse(0)))
                .chain(rows -> complete(rows, pool));
    }

    /** Those of them that are there, by the name under which they were asked for. */
    Uni<Map<NumberedMessage, Message>> numbered(Collection<NumberedMessage> numbered, SqlClient client) {
        return numbered.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : client.preparedQuery("SELECT m.* FROM unnest($1::uuid[], $2::bigint[]) AS n (sender_id, number)"
                                + " CROSS JOIN LATERAL (SELECT " + COLUMNS + """
                                FROM message m WHERE m.sender_id = n.sender_id AND m.number = n.number LIMIT 1) AS m""")
                        .execute(Tuple.of(
                                numbered.stream().map(NumberedMessage::senderId).toArray(UUID[]::new),
                                numbered.stream().map(NumberedMessage::number).toArray(Long[]::new)))
                        .chain(rows -> complete(rows, client))
                        .map(found -> found.stream().collect(Collectors.toMap(NumberedMessage::of, m -> m)));
    }

    /** Where these messages stand, by their ids; each id is looked for in the conversation beside it. */
    Uni<Map<UUID, MessageKey>> places(Collection<NamedMessage> named, SqlClient client) {
        return named.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : client.preparedQuery("""
                                SELECT m.* FROM unnest($1::uuid[], $2::uuid[]) AS n (conversation_id, id)
                                CROSS JOIN LATERAL (
                                    SELECT conversation_id, seq, id FROM message
                                    WHERE conversation_id = n.conversation_id AND id = n.id LIMIT 1) AS m""")
                        .execute(Tuple.of(
                                named.stream().map(NamedMessage::conversationId).toArray(UUID[]::new),
                                named.stream().map(NamedMessage::id).toArray(UUID[]::new)))
                        .map(rows -> stream(rows)
                                .collect(Collectors.toMap(row -> row.getUUID("id"), Messages::key, (one, _) -> one)));
    }

    /** Where this message stands, if it is in a conversation of the user's. */
    public Uni<Optional<MessageKey>> placeFor(UUID user, UUID id) {
        return pool.preparedQuery("""
                        SELECT m.conversation_id, m.seq FROM member
                        CROSS JOIN LATERAL (
                            SELECT conversation_id, seq FROM message
                            WHERE conversation_id = member.conversation_id AND id = $2 LIMIT 1) AS m
                        WHERE member.user_id = $1""")
                .execute(Tuple.of(user, id))
                .map(rows -> stream(rows).map(Messages::key).findFirst());
    }

    /** The seq of this message in this conversation. */
    public Uni<Optional<Long>> seqOf(UUID conversationId, UUID id) {
        return seq("id = $2", conversationId, id);
    }

    /** The seq of the message with this number in this conversation, which one of these users has sent. */
    public Uni<Optional<Long>> seqOf(UUID conversationId, List<UUID> senders, long number) {
        return pool.preparedQuery("""
                        SELECT seq FROM message WHERE conversation_id = $1 AND sender_id = ANY ($2) AND number = $3""")
                .execute(Tuple.of(conversationId, senders.toArray(UUID[]::new), number))
                .map(rows -> stream(rows).map(row -> row.getLong("seq")).findFirst());
    }

    /** The seq of the first message at this time or later. */
    public Uni<Optional<Long>> firstAt(UUID conversationId, Instant time) {
        return seq("id >= $2 ORDER BY id LIMIT 1", conversationId, MessageId.firstAt(time));
    }

    /** The seq of the last message at this time or earlier. */
    public Uni<Optional<Long>> lastAt(UUID conversationId, Instant time) {
        return seq("id <= $2 ORDER BY id DESC LIMIT 1", conversationId, MessageId.lastAt(time));
    }

    /** The messages of these rows, with what came with them. */
    Uni<List<Message>> complete(RowSet<Row> rows, SqlClient client) {
        var messages = stream(rows).map(Message::of).toList();
        var withAttachments = stream(rows)
                .filter(row -> row.getShort("attachment_count") > 0)
                .map(Messages::key)
                .toList();
        return attachments
                .of(withAttachments, client)
                .map(found -> messages.stream()
                        .map(message -> message.withAttachments(found.getOrDefault(message.key(), List.of())))
                        .toList());
    }

    private Uni<Optional<Long>> seq(String where, UUID conversationId, UUID id) {
        return pool.preparedQuery("SELECT seq FROM message WHERE conversation_id = $1 AND " + where)
                .execute(Tuple.of(conversationId, id))
                .map(rows -> stream(rows).map(row -> row.getLong("seq")).findFirst());
    }

    static MessageKey key(Row row) {
        return new MessageKey(row.getUUID("conversation_id"), row.getLong("seq"));
    }

    private static UUID[] conversations(Collection<MessageKey> keys) {
        return keys.stream().map(MessageKey::conversationId).toArray(UUID[]::new);
    }

    private static Long[] seqs(Collection<MessageKey> keys) {
        return keys.stream().map(MessageKey::seq).toArray(Long[]::new);
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
