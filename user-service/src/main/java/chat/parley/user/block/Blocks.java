package chat.parley.user.block;

import chat.parley.common.event.FriendshipEvent.Blocked;
import chat.parley.common.event.FriendshipEvent.OfBlock;
import chat.parley.common.event.FriendshipEvent.Unblocked;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Our copy of who blocks whom, as friendship-service told. */
@ApplicationScoped
public class Blocks {

    /** Those of these pairs in which the one blocks the other. */
    public Uni<Set<Pair>> among(Collection<Pair> pairs, SqlClient client) {
        return client.preparedQuery("""
                        SELECT blocker, blocked FROM block
                        JOIN unnest($1::uuid[], $2::uuid[]) AS asked (blocker, blocked) USING (blocker, blocked)
                        WHERE active""")
                .execute(Tuple.of(column(pairs, Pair::blocker), column(pairs, Pair::blocked)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Pair(row.getUUID("blocker"), row.getUUID("blocked")))
                        .collect(Collectors.toSet()));
    }

    /** Keeps what was told, unless something newer is known. */
    public Uni<Void> keep(OfBlock event, SqlClient client) {
        return client.preparedQuery("""
                        INSERT INTO block AS known (blocker, blocked, active, version) VALUES ($1, $2, $3, $4)
                        ON CONFLICT (blocker, blocked) DO UPDATE
                        SET active = EXCLUDED.active, version = EXCLUDED.version
                        WHERE known.version < EXCLUDED.version""")
                .execute(Tuple.of(event.blocker(), event.blocked(), isActive(event), event.version()))
                .replaceWithVoid();
    }

    private static boolean isActive(OfBlock event) {
        return switch (event) {
            case Blocked _ -> true;
            case Unblocked _ -> false;
        };
    }

    private static UUID[] column(Collection<Pair> pairs, Function<Pair, UUID> side) {
        return pairs.stream().map(side).toArray(UUID[]::new);
    }
}
