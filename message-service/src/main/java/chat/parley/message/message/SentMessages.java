package chat.parley.message.message;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What was sent under which of the senders' own ids. */
@ApplicationScoped
class SentMessages {

    /** With a limit, so that it is planned once and not for each send. */
    static final String FIND = """
            SELECT s.sender_id, s.client_id, s.conversation_id, s.seq, s.digest
            FROM (SELECT * FROM unnest($1::uuid[], $2::uuid[]) LIMIT cardinality($1)) AS k (sender_id, client_id)
            CROSS JOIN LATERAL (
                SELECT * FROM sent WHERE sender_id = k.sender_id AND client_id = k.client_id LIMIT 1) AS s""";

    static final String INSERT = """
            WITH fresh AS (
                SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[],
                                     $7::text[], $8::smallint[], $9::timestamptz[], $10::boolean[], $11::uuid[])
                    AS f (conversation_id, seq, id, client_id, sender_id, sender_name,
                          body, attachment_count, created_at, awaits_announcement, digest)),
            remembered AS (
                INSERT INTO sent (sender_id, client_id, conversation_id, seq, digest)
                SELECT sender_id, client_id, conversation_id, seq, digest FROM fresh),
            advanced AS (
                UPDATE conversation SET last_seq = last.seq, last_message_at = last.created_at
                FROM (SELECT DISTINCT ON (conversation_id) conversation_id, seq, created_at FROM fresh
                      ORDER BY conversation_id, seq DESC) AS last
                WHERE conversation.id = last.conversation_id)
            INSERT INTO message (conversation_id, seq, id, client_id, sender_id, sender_name,
                                 body, attachment_count, created_at, awaits_announcement)
            SELECT conversation_id, seq, id, client_id, sender_id, sender_name,
                   body, attachment_count, created_at, awaits_announcement FROM fresh
            RETURNING conversation_id, seq, number""";

    private final Messages messages;

    SentMessages(Messages messages) {
        this.messages = messages;
    }

    /** What was sent before under these ids. Nearly always that is nothing, and then no message is looked at. */
    Uni<Map<SentKey, Sent>> find(Collection<SentKey> keys, SqlConnection transaction) {
        return keys.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : transaction
                        .preparedQuery(FIND)
                        .execute(Tuple.of(
                                keys.stream().map(SentKey::senderId).toArray(UUID[]::new),
                                keys.stream().map(SentKey::clientId).toArray(UUID[]::new)))
                        .chain(rows -> sent(rows, transaction));
    }

    /**
     * Writes the new messages, what they were sent under, and how far their conversations, whose rows are locked, have come. When
     * another transaction took one of the ids meanwhile, for a conversation that is not locked here, this fails with a unique
     * violation; asked again, {@link #find} finds it.
     *
     * @return the number that each was given, by its place
     */
    Uni<Map<MessageKey, Long>> insert(List<Sent> fresh, SqlConnection transaction) {
        var written = fresh.stream().map(Sent::message).toList();
        return fresh.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : transaction
                        .preparedQuery(INSERT)
                        .execute(Tuple.from(new Object[] {
                            array(written, Message::conversationId, UUID[]::new),
                            array(written, Message::seq, Long[]::new),
                            array(written, Message::id, UUID[]::new),
                            array(written, Message::clientId, UUID[]::new),
                            array(written, Message::senderId, UUID[]::new),
                            array(written, Message::senderName, String[]::new),
                            array(written, Message::body, String[]::new),
                            array(
                                    written,
                                    message -> (short) message.attachments().size(),
                                    Short[]::new),
                            array(
                                    written,
                                    message -> message.createdAt().atOffset(ZoneOffset.UTC),
                                    OffsetDateTime[]::new),
                            array(written, Message::awaitsAnnouncement, Boolean[]::new),
                            array(fresh, Sent::digest, UUID[]::new)
                        }))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .collect(Collectors.toMap(Messages::key, row -> row.getLong("number"))));
    }

    private Uni<Map<SentKey, Sent>> sent(RowSet<Row> rows, SqlConnection transaction) {
        var digests = StreamSupport.stream(rows.spliterator(), false)
                .collect(Collectors.toMap(SentMessages::key, row -> row.getUUID("digest")));
        var keys = StreamSupport.stream(rows.spliterator(), false)
                .map(Messages::key)
                .toList();
        return messages.find(keys, transaction)
                .map(found -> found.stream()
                        .collect(Collectors.toMap(SentMessages::key, m -> new Sent(m, digests.get(key(m))))));
    }

    private static <T, V> V[] array(List<T> all, Function<T, V> value, IntFunction<V[]> make) {
        return all.stream().map(value).toArray(make);
    }

    private static SentKey key(Row row) {
        return new SentKey(row.getUUID("sender_id"), row.getUUID("client_id"));
    }

    private static SentKey key(Message message) {
        return new SentKey(message.senderId(), message.clientId());
    }
}
