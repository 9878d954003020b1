package chat.parley.user.profile;

import chat.parley.common.failure.Unavailable;
import chat.parley.common.identity.Caller;
import chat.parley.common.identity.InvalidToken;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** The accounts of auth-service, for a profile that is asked for before its registration has come round. */
@ApplicationScoped
class Accounts {

    private static final Logger LOG = Logger.getLogger(Accounts.class);

    private final AuthService auth;

    Accounts(@RestClient AuthService auth) {
        this.auth = auth;
    }

    /**
     * Null when there is no such account.
     *
     * <p>Fails with {@link InvalidToken} when auth-service refuses the caller's token, and with {@link Unavailable} when it
     * does not answer as it should.
     */
    Uni<Account> find(UUID userId, Caller caller) {
        return answer(auth.account(bearer(caller), userId));
    }

    /** Like {@link #find(UUID, Caller)}, by the integer id of {@code social}. */
    Uni<Account> find(long number, Caller caller) {
        return answer(auth.account(bearer(caller), number));
    }

    private static String bearer(Caller caller) {
        return "Bearer " + caller.token();
    }

    private static Uni<Account> answer(Uni<Account> asked) {
        return asked.onFailure(failure -> status(failure) == 404)
                .recoverWithNull()
                .onFailure()
                .transform(Accounts::refusal);
    }

    private static Throwable refusal(Throwable failure) {
        if (status(failure) == 401) {
            return InvalidToken.malformed();
        }
        LOG.warnf("auth-service does not answer: %s", failure);
        return new Unavailable("The accounts cannot be reached now; it is safe to try again.");
    }

    private static int status(Throwable failure) {
        return failure instanceof WebApplicationException answered
                ? answered.getResponse().getStatus()
                : 0;
    }
}
