package chat.parley.user.friendship;

import chat.parley.common.event.FriendshipState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Our copy of the friendships, as friendship-service told. */
@ApplicationScoped
public class Friendships {

    private final Pool pool;

    public Friendships(Pool pool) {
        this.pool = pool;
    }

    /** Keeps the copy, unless the one we have is as new. */
    public Uni<Void> keep(FriendshipState state, boolean removed, SqlConnection transaction) {
        return transaction
                .preparedQuery("""
                        INSERT INTO friendship
                            (id, number, from_user, to_user, status_from, status_to, created_at, version, removed)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                        ON CONFLICT (id) DO UPDATE SET
                            status_from = excluded.status_from, status_to = excluded.status_to,
                            version = excluded.version, removed = excluded.removed
                        WHERE friendship.version < excluded.version""")
                .execute(Tuple.wrap(Arrays.asList(
                        state.id(),
                        state.number(),
                        state.from().userId(),
                        state.to().userId(),
                        state.statusFrom(),
                        state.statusTo(),
                        state.createdAt().atOffset(ZoneOffset.UTC),
                        state.version(),
                        removed)))
                .replaceWithVoid();
    }

    /** Those of them that there are. */
    public Uni<Map<UUID, Friendship>> find(Collection<UUID> ids) {
        return pool.preparedQuery("SELECT * FROM friendship WHERE id = ANY ($1) AND NOT removed")
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Friendship::of)
                        .collect(Collectors.toMap(Friendship::id, friendship -> friendship)));
    }
}
