package chat.parley.message.profile;

import chat.parley.common.event.UserEvent;
import chat.parley.common.outbox.EventHandler;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps our copy of the profiles. */
@ApplicationScoped
class ProfileHandler implements EventHandler<UserEvent> {

    private final Profiles profiles;

    ProfileHandler(Profiles profiles) {
        this.profiles = profiles;
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
            case UserEvent.ProfileChanged changed -> profiles.keep(Profile.of(changed.person()), transaction);
            case UserEvent.NotificationCreated _ -> Uni.createFrom().voidItem();
        };
    }
}
