package chat.parley.message.attachment;

import chat.parley.message.message.MessageKey;
import chat.parley.storage.FileStore;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** All attachments; their content is in the {@link FileStore}. */
@ApplicationScoped
public class Attachments {

    private static final String FIND =
            "SELECT a.id, a.owner_id, a.conversation_id, a.seq, a.name, a.size, a.type, a.path, a.created_at FROM attachment a ";

    private final Pool pool;

    public Attachments(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> add(Attachment added) {
        return pool.preparedQuery("""
                        INSERT INTO attachment (id, owner_id, name, size, type, path, created_at)
                        VALUES ($1, $2, $3, $4, $5, $6, $7)""")
                .execute(Tuple.from(new Object[] {
                    added.id(),
                    added.ownerId(),
                    added.name(),
                    added.size(),
                    added.type(),
                    added.path(),
                    added.createdAt().atOffset(ZoneOffset.UTC)
                }))
                .replaceWithVoid();
    }

    Uni<Optional<Attachment>> find(UUID id) {
        return pool.preparedQuery(FIND + "WHERE id = $1")
                .execute(Tuple.of(id))
                .map(rows -> stream(rows).findFirst());
    }

    /** Those of them that are there, by id; nobody else takes them before the transaction ends. */
    public Uni<Map<UUID, Attachment>> lock(Collection<UUID> ids, SqlConnection transaction) {
        return ids.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : transaction
                        .preparedQuery(FIND + "WHERE id = ANY ($1) ORDER BY id FOR UPDATE")
                        .execute(Tuple.of(ids.toArray(UUID[]::new)))
                        .map(rows -> stream(rows).collect(Collectors.toMap(Attachment::id, a -> a)));
    }

    /** Gives them to their messages, in the order of each list. */
    public Uni<Void> give(Map<MessageKey, List<Attachment>> taken, SqlConnection transaction) {
        if (taken.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var places = taken.entrySet().stream().flatMap(Attachments::places).toList();
        return transaction
                .preparedQuery("""
                        UPDATE attachment SET conversation_id = t.conversation_id, seq = t.seq, position = t.position
                        FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::smallint[])
                            AS t (id, conversation_id, seq, position)
                        WHERE attachment.id = t.id""")
                .execute(Tuple.of(
                        places.stream().map(Place::id).toArray(UUID[]::new),
                        places.stream()
                                .map(place -> place.key().conversationId())
                                .toArray(UUID[]::new),
                        places.stream().map(place -> place.key().seq()).toArray(Long[]::new),
                        places.stream().map(Place::position).toArray(Short[]::new)))
                .replaceWithVoid();
    }

    /** What came with these messages, each list in the order in which it was sent. */
    public Uni<Map<MessageKey, List<Attachment>>> of(Collection<MessageKey> messages, SqlClient client) {
        return messages.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : client.preparedQuery(FIND + """
                                JOIN unnest($1::uuid[], $2::bigint[]) AS m (conversation_id, seq)
                                ON a.conversation_id = m.conversation_id AND a.seq = m.seq
                                ORDER BY a.conversation_id, a.seq, a.position""")
                        .execute(Tuple.of(
                                messages.stream()
                                        .map(MessageKey::conversationId)
                                        .toArray(UUID[]::new),
                                messages.stream().map(MessageKey::seq).toArray(Long[]::new)))
                        .map(rows -> stream(rows)
                                .collect(Collectors.groupingBy(a -> new MessageKey(a.conversationId(), a.seq()))));
    }

    /** Uploads that no message took, oldest first; for the transaction that removes them. */
    Uni<List<Attachment>> lockUnused(Instant before, int limit, SqlConnection transaction) {
        return transaction
                .preparedQuery(FIND + """
                        WHERE conversation_id IS NULL AND created_at < $1
                        ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED""")
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), limit))
                .map(rows -> stream(rows).toList());
    }

    Uni<Void> remove(List<Attachment> removed, SqlConnection transaction) {
        return transaction
                .preparedQuery("DELETE FROM attachment WHERE id = ANY ($1)")
                .execute(Tuple.of(removed.stream().map(Attachment::id).toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    private static Stream<Place> places(Map.Entry<MessageKey, List<Attachment>> taken) {
        var attachments = taken.getValue();
        return IntStream.range(0, attachments.size())
                .mapToObj(i -> new Place(attachments.get(i).id(), taken.getKey(), (short) i));
    }

    private static Stream<Attachment> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(Attachment::of);
    }

    private record Place(UUID id, MessageKey key, Short position) {}
}
