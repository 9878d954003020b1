package chat.parley.user.inbox;

import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.event.FriendshipEvent.Blocked;
import chat.parley.common.event.FriendshipEvent.FriendshipAnswered;
import chat.parley.common.event.FriendshipEvent.FriendshipRemoved;
import chat.parley.common.event.FriendshipEvent.FriendshipRequested;
import chat.parley.common.event.FriendshipEvent.OfFriendship;
import chat.parley.common.event.FriendshipEvent.Unblocked;
import chat.parley.common.outbox.EventHandler;
import chat.parley.user.block.Blocks;
import chat.parley.user.friendship.Friendships;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps our copy of friendships and blocks, and tells who was asked for a friendship, and who asked what the answer was. What the
 * blocked have put into the inbox before goes with the block.
 */
@ApplicationScoped
class FriendshipHandler implements EventHandler<FriendshipEvent> {

    private final Friendships friendships;
    private final Blocks blocks;
    private final Notifications notifications;
    private final Inbox inbox;

    FriendshipHandler(Friendships friendships, Blocks blocks, Notifications notifications, Inbox inbox) {
        this.friendships = friendships;
        this.blocks = blocks;
        this.notifications = notifications;
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
        return switch (event) {
            case OfFriendship change -> changed(change, transaction);
            case Blocked blocked ->
                blocks.keep(blocked, transaction)
                        .chain(() -> notifications.deleteFrom(blocked.blocked(), blocked.blocker(), transaction));
            case Unblocked unblocked -> blocks.keep(unblocked, transaction);
        };
    }

    private Uni<Void> changed(OfFriendship change, SqlConnection transaction) {
        var state = change.friendship();
        var people = Map.of(
                state.from().userId(), state.from(),
                state.to().userId(), state.to());
        return friendships
                .keep(state, change instanceof FriendshipRemoved, transaction)
                .chain(() -> inbox.put(notification(change).stream().toList(), people, transaction));
    }

    private static Optional<NewNotification> notification(OfFriendship change) {
        return switch (change) {
            case FriendshipRequested requested -> NewNotification.of(requested);
            case FriendshipAnswered answered -> NewNotification.of(answered);
            case FriendshipRemoved _ -> Optional.empty();
        };
    }
}
