package chat.parley.user.inbox;

import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.event.FriendshipEvent.FriendshipAnswered;
import chat.parley.common.event.FriendshipEvent.FriendshipRemoved;
import chat.parley.common.event.FriendshipEvent.FriendshipRequested;
import chat.parley.common.outbox.EventHandler;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Tells who was asked for friendship, and who asked what the answer was. */
@ApplicationScoped
class FriendshipHandler implements EventHandler<FriendshipEvent> {

    private final Inbox inbox;

    FriendshipHandler(Inbox inbox) {
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
        return inbox.put(notification(event).stream().toList(), transaction);
    }

    private static Optional<NewNotification> notification(FriendshipEvent event) {
        return switch (event) {
            case FriendshipRequested requested -> NewNotification.of(requested);
            case FriendshipAnswered answered -> NewNotification.of(answered);
            case FriendshipRemoved _ -> Optional.empty();
        };
    }
}
