package chat.parley.message.friendship;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The friendships that we have heard of. */
@ApplicationScoped
public class FriendshipLinks {

    /** Those of them that we know, by their ids; also those that were removed. */
    public Uni<Map<UUID, FriendshipLink>> find(Collection<UUID> ids, SqlClient client) {
        return ids.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : client.preparedQuery("""
                                SELECT friendship_id, conversation_id, user_low, user_high, blocked, accepted, removed, version
                                FROM friendship_link WHERE friendship_id = ANY ($1)""")
                        .execute(Tuple.of(ids.toArray(UUID[]::new)))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(FriendshipLink::of)
                                .collect(Collectors.toMap(FriendshipLink::friendshipId, link -> link)));
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
}
