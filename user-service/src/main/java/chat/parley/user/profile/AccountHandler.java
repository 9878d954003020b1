package chat.parley.user.profile;

import chat.parley.common.event.AuthEvent;
import chat.parley.common.event.AuthEvent.AccountRegistered;
import chat.parley.common.event.AuthEvent.SessionEnded;
import chat.parley.common.outbox.EventHandler;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Whoever signs up gets a profile. */
@ApplicationScoped
class AccountHandler implements EventHandler<AuthEvent> {

    private final ProfileService profiles;

    AccountHandler(ProfileService profiles) {
        this.profiles = profiles;
    }

    @Override
    public String stream() {
        return AuthEvent.STREAM;
    }

    @Override
    public Class<AuthEvent> type() {
        return AuthEvent.class;
    }

    @Override
    public Uni<Void> handle(AuthEvent event, SqlConnection transaction) {
        return switch (event) {
            case AccountRegistered registered ->
                profiles.register(Account.of(registered), transaction).replaceWithVoid();
            case SessionEnded _ -> Uni.createFrom().voidItem();
        };
    }
}
