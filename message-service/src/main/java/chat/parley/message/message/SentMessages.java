package chat.parley.message.message;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What was sent under which of the senders' own ids. */
@ApplicationScoped
class SentMessages {

    static final String FIND = """
            SELECT s.sender_id, s.client_id, s.conversation_id, s.seq, s.digest
            FROM unnest($1::uuid[], $2::uuid[]) AS k (sender_id, client_id)
            CROSS JOIN LATERAL (
                SELECT * FROM sent WHERE sender_id = k.sender_id AND client_id = k.client_id LIMIT 1) AS s""";

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
     * Remembers them. When another transaction took one of the ids meanwhile, for a conversation that is not locked here, this
     * fails with a unique violation; asked again, {@link #find} finds it.
     */
    Uni<Void> insert(List<Sent> fresh, SqlConnection transaction) {
        var written = fresh.stream().map(Sent::message).toList();
        return fresh.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery("""
                                INSERT INTO sent (sender_id, client_id, conversation_id, seq, digest)
                                SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::uuid[])""")
                        .execute(Tuple.of(
                                written.stream().map(Message::senderId).toArray(UUID[]::new),
                                written.stream().map(Message::clientId).toArray(UUID[]::new),
                                written.stream().map(Message::conversationId).toArray(UUID[]::new),
                                written.stream().map(Message::seq).toArray(Long[]::new),
                                fresh.stream().map(Sent::digest).toArray(UUID[]::new)))
                        .replaceWithVoid();
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

    private static SentKey key(Row row) {
        return new SentKey(row.getUUID("sender_id"), row.getUUID("client_id"));
    }

    private static SentKey key(Message message) {
        return new SentKey(message.senderId(), message.clientId());
    }
}
