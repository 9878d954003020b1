package chat.parley.friendship.presence;

import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.event.FriendshipEvent.FriendshipAnswered;
import chat.parley.common.event.FriendshipEvent.FriendshipRemoved;
import chat.parley.common.event.FriendshipEvent.FriendshipRequested;
import chat.parley.common.event.FriendshipEvent.OfBlock;
import chat.parley.common.event.FriendshipState;
import chat.parley.common.outbox.EventHandler;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Shows two who have become friends to one another, and two who are friends no more not any longer. By our own events: whoever
 * looks for friends from then on sees the friendship as it is.
 */
@ApplicationScoped
class FriendshipHandler implements EventHandler<FriendshipEvent> {

    private final PresenceService presence;

    FriendshipHandler(PresenceService presence) {
        this.presence = presence;
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
            // who blocks a friend ends the friendship, which is told by itself
            case FriendshipRequested _, OfBlock _ -> Uni.createFrom().voidItem();
            case FriendshipAnswered answered ->
                changed(answered.wasAccepted(), answered.friendship().isAccepted(), answered.friendship(), transaction);
            case FriendshipRemoved removed ->
                changed(removed.friendship().isAccepted(), false, removed.friendship(), transaction);
        };
    }

    private Uni<Void> changed(boolean wereFriends, boolean areFriends, FriendshipState of, SqlConnection transaction) {
        if (wereFriends == areFriends) {
            return Uni.createFrom().voidItem();
        }
        return areFriends
                ? presence.introduce(of.from().userId(), of.to().userId(), transaction)
                : presence.part(of.from(), of.to(), transaction);
    }
}
