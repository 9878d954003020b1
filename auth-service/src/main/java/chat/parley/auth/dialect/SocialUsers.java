package chat.parley.auth.dialect;

import chat.parley.auth.session.LoggedIn;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** What {@code social} shows of a user, from user-service. A login does not fail because that is away. */
@ApplicationScoped
class SocialUsers {

    private static final Logger LOG = Logger.getLogger(SocialUsers.class);

    private final SocialUserClient client;

    SocialUsers(@RestClient SocialUserClient client) {
        this.client = client;
    }

    Uni<SocialBodies.User> of(LoggedIn in) {
        return client.me("Bearer " + in.tokens().access())
                .onFailure()
                .invoke(failure -> LOG.warnf("user-service does not tell of %s: %s", in.account(), failure))
                .onFailure()
                .recoverWithItem(() -> SocialBodies.User.of(in.account()));
    }
}
