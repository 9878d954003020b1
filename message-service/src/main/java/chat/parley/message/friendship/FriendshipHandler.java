package chat.parley.message.friendship;

import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.outbox.EventHandler;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps our copy of the friendships. */
@ApplicationScoped
class FriendshipHandler implements EventHandler<FriendshipEvent> {

    private final FriendshipLinks links;

    FriendshipHandler(FriendshipLinks links) {
        this.links = links;
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
        var removed = switch (event) {
            case FriendshipEvent.FriendshipRequested _, FriendshipEvent.FriendshipAnswered _ -> false;
            case FriendshipEvent.FriendshipRemoved _ -> true;
        };
        return links.keep(FriendshipLink.of(event.friendship(), removed), transaction);
    }
}
