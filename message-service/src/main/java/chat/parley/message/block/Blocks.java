package chat.parley.message.block;

import chat.parley.common.chat.ConversationId;
import chat.parley.common.event.FriendshipEvent.Blocked;
import chat.parley.common.event.FriendshipEvent.OfBlock;
import chat.parley.common.event.FriendshipEvent.Unblocked;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Our copy of who blocks whom. Who blocks does not matter here: nothing is sent either way. */
@ApplicationScoped
public class Blocks {

    /** Keeps what was told, unless something newer is known. */
    public Uni<Void> keep(OfBlock event, SqlClient client) {
        return client.preparedQuery("""
                        INSERT INTO block AS known (conversation_id, blocker, active, version) VALUES ($1, $2, $3, $4)
                        ON CONFLICT (conversation_id, blocker) DO UPDATE
                        SET active = EXCLUDED.active, version = EXCLUDED.version
                        WHERE known.version < EXCLUDED.version""")
                .execute(Tuple.of(
                        ConversationId.ofDirect(event.blocker(), event.blocked()),
                        event.blocker(),
                        isActive(event),
                        event.version()))
                .replaceWithVoid();
    }

    private static boolean isActive(OfBlock event) {
        return switch (event) {
            case Blocked _ -> true;
            case Unblocked _ -> false;
        };
    }
}
