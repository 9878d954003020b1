package chat.parley.message.friendship;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The friendships that we have heard of. */
@ApplicationScoped
public class FriendshipLinks {

    private static final String FIND = """
            SELECT friendship_id, conversation_id, user_low, user_high, blocked, accepted, removed, version
            FROM friendship_link
            """;

    /** A pair has one friendship; while the end of one and the beginning of the next are under way, the block counts. */
    private static final BinaryOperator<FriendshipLink> STRICTER = (one, other) -> one.blocked() ? one : other;

    /** Those of them that we know, by their ids; also those that were removed. */
    public Uni<Map<UUID, FriendshipLink>> find(Collection<UUID> ids, SqlClient client) {
        return find("WHERE friendship_id = ANY ($1)", ids, FriendshipLink::friendshipId, client);
    }

    /** The friendships behind direct conversations, by the id of the conversation. */
    public Uni<Map<UUID, FriendshipLink>> ofConversations(Collection<UUID> conversations, SqlClient client) {
        return find(
                "WHERE conversation_id = ANY ($1) AND NOT removed",
                conversations,
                FriendshipLink::conversationId,
                client);
    }

    /** Keeps the state, unless a newer one is known. */
    Uni<Void> keep(FriendshipLink link, SqlClient client) {
        return client.preparedQuery("""
                        INSERT INTO friendship_link AS known
                            (friendship_id, conversation_id, user_low, user_high, blocked, accepted, removed, version)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                        ON CONFLICT (friendship_id) DO UPDATE
                        SET blocked = EXCLUDED.blocked, accepted = EXCLUDED.accepted,
                            removed = EXCLUDED.removed, version = EXCLUDED.version
                        WHERE known.version < EXCLUDED.version""")
                .execute(Tuple.from(new Object[] {
                    link.friendshipId(),
                    link.conversationId(),
                    link.low(),
                    link.high(),
                    link.blocked(),
                    link.accepted(),
                    link.removed(),
                    link.version()
                }))
                .replaceWithVoid();
    }

    private static Uni<Map<UUID, FriendshipLink>> find(
            String where, Collection<UUID> ids, Function<FriendshipLink, UUID> key, SqlClient client) {
        return ids.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : client.preparedQuery(FIND + where)
                        .execute(Tuple.of(ids.toArray(UUID[]::new)))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(FriendshipLink::of)
                                .collect(Collectors.toMap(key, link -> link, STRICTER)));
    }
}
