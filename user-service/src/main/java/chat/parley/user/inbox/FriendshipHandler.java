package chat.parley.user.inbox;

import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.event.FriendshipEvent.FriendshipAnswered;
import chat.parley.common.event.FriendshipEvent.FriendshipRemoved;
import chat.parley.common.event.FriendshipEvent.FriendshipRequested;
import chat.parley.common.outbox.EventHandler;
import chat.parley.user.friendship.Friendships;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Keeps our copy of friendships, and tells who was asked for one, and who asked what the answer was. */
@ApplicationScoped
class FriendshipHandler implements EventHandler<FriendshipEvent> {

    private final Friendships friendships;
    private final Inbox inbox;

    FriendshipHandler(Friendships friendships, Inbox inbox) {
        this.friendships = friendships;
        this.inbox = inbox;
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
        var state = event.friendship();
        var people = Map.of(
                state.from().userId(), state.from(),
                state.to().userId(), state.to());
        return friendships
                .keep(state, event instanceof FriendshipRemoved, transaction)
                .chain(() -> inbox.put(notification(event).stream().toList(), people, transaction));
    }

    private static Optional<NewNotification> notification(FriendshipEvent event) {
        return switch (event) {
            case FriendshipRequested requested -> NewNotification.of(requested);
            case FriendshipAnswered answered -> NewNotification.of(answered);
            case FriendshipRemoved _ -> Optional.empty();
        };
    }
}
