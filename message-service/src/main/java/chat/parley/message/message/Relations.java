package chat.parley.message.message;

import chat.parley.message.friendship.FriendshipLink;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Who is whose friend, and who blocks whom, by what friendship-service has told us. */
@ApplicationScoped
class Relations {

    /** With a limit, so that it is planned once and not for each send. */
    static final String FIND = """
            SELECT c.id, l.friendship_id, l.conversation_id, l.user_low, l.user_high, l.blocked, l.accepted, l.removed, l.version,
                   EXISTS (SELECT FROM block WHERE conversation_id = c.id AND active) AS one_blocks
            FROM (SELECT * FROM unnest($1::uuid[]) LIMIT cardinality($1)) AS c (id)
            LEFT JOIN friendship_link l ON l.conversation_id = c.id AND NOT l.removed""";

    /** Of the two of each of these conversations, by its id. */
    Uni<Map<UUID, Relation>> of(Collection<UUID> conversations, SqlClient client) {
        return conversations.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : client.preparedQuery(FIND)
                        .execute(Tuple.of(conversations.toArray(UUID[]::new)))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .collect(Collectors.toMap(
                                        row -> row.getUUID("id"), Relations::relation, Relation::stricter)));
    }

    private static Relation relation(Row row) {
        var link = row.getUUID("friendship_id") == null ? null : FriendshipLink.of(row);
        return new Relation(link, row.getBoolean("one_blocks"));
    }
}
