package chat.parley.friendship.person;

import chat.parley.common.event.Person;
import chat.parley.common.event.UserEvent;
import chat.parley.common.event.UserEvent.NotificationCreated;
import chat.parley.common.event.UserEvent.ProfileChanged;
import chat.parley.common.outbox.EventHandler;
import chat.parley.friendship.presence.PresenceService;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Keeps our copy of people, and what is shown of them, as new as what user-service tells. */
@ApplicationScoped
class ProfileHandler implements EventHandler<UserEvent> {

    private final People people;
    private final PresenceService presence;

    ProfileHandler(People people, PresenceService presence) {
        this.people = people;
        this.presence = presence;
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
            case ProfileChanged changed -> keep(changed.person(), transaction);
            case NotificationCreated _ -> Uni.createFrom().voidItem();
        };
    }

    /** They may have set another status. */
    private Uni<Void> keep(Person person, SqlConnection transaction) {
        return people.keep(person, transaction).chain(() -> presence.lookAgain(List.of(person.userId()), transaction));
    }
}
