package chat.parley.friendship.person;

import chat.parley.common.event.UserEvent;
import chat.parley.common.event.UserEvent.NotificationCreated;
import chat.parley.common.event.UserEvent.ProfileChanged;
import chat.parley.common.outbox.EventHandler;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps our copy of people as new as what user-service tells. */
@ApplicationScoped
class ProfileHandler implements EventHandler<UserEvent> {

    private final People people;

    ProfileHandler(People people) {
        this.people = people;
    }

    @Override
    public String stream() {
        return UserEvent.STREAM;
    }

    @Override
    public Class<UserEvent> type() {
        return UserEvent.class;
    }

    @Override
    public Uni<Void> handle(UserEvent event, SqlConnection transaction) {
        return switch (event) {
            case ProfileChanged changed -> people.keep(changed.person(), transaction);
            case NotificationCreated _ -> Uni.createFrom().voidItem();
        };
    }
}
