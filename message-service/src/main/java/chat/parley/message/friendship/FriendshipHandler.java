package chat.parley.message.friendship;

import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.event.FriendshipEvent.FriendshipRemoved;
import chat.parley.common.event.FriendshipEvent.OfBlock;
import chat.parley.common.event.FriendshipEvent.OfFriendship;
import chat.parley.common.outbox.EventHandler;
import chat.parley.message.block.Blocks;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps our copy of the friendships, and of who blocks whom. */
@ApplicationScoped
class FriendshipHandler implements EventHandler<FriendshipEvent> {

    private final FriendshipLinks links;
    private final Blocks blocks;

    FriendshipHandler(FriendshipLinks links, Blocks blocks) {
        this.links = links;
        this.blocks = blocks;
    }

    @Override
    public String stream() {
        return FriendshipEvent.STREAM;
    }

    @Override
    public Class<FriendshipEvent> type() {
        return FriendshipEvent.class;
    }

    @Override
    public Uni<Void> handle(FriendshipEvent event, SqlConnection transaction) {
        return switch (event) {
            case OfFriendship change ->
                links.keep(FriendshipLink.of(change.friendship(), change instanceof FriendshipRemoved), transaction);
            case OfBlock change -> blocks.keep(change, transaction);
        };
    }
}
