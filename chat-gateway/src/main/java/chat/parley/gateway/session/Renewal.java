package chat.parley.gateway.session;

import chat.parley.common.identity.TokenType;
import chat.parley.common.identity.Tokens;
import chat.parley.gateway.session.AuthService.RefreshToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Gets an open socket a new access token when its own has expired and one is needed. The client may have used its refresh
 * token elsewhere meanwhile, and using it twice would end its login session: so it is looked at first. Blocks.
 */
@ApplicationScoped
class Renewal {

    private static final Duration DEADLINE = Duration.ofSeconds(4);

    /** A token this close to its end would not last for the call. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final AuthService authService;
    private final Tokens tokens;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    Renewal(@RestClient AuthService authService, Tokens tokens) {
        this.authService = authService;
        this.tokens = tokens;
    }

    /** The login of the session, renewed when it has expired. */
    Login unlessExpired(Session session) {
        var login = session.login();
        return login.caller()
                        .expiresAt()
                        .minus(MARGIN)
                        .isBefore(Clock.systemUTC().instant())
                ? instead(session, login)
                : login;
    }

    /** A login in place of one that is no good any more; the client is told of it. */
    Login instead(Session session, Login stale) {
        oneAtATime.lock();
        try {
            if (session.login() == stale) {
                session.renew(renewed(stale));
            }
            return session.login();
        } finally {
            oneAtATime.unlock();
        }
    }

    private Login renewed(Login stale) {
        if (stale.refresh() == null || !isLive(stale.refresh())) {
            throw new TokensExpired();
        }
        var pair =
                authService.refresh(new RefreshToken(stale.refresh())).await().atMost(DEADLINE);
        return new Login(tokens.read(pair.access(), TokenType.ACCESS), pair.refresh());
    }

    private boolean isLive(String refresh) {
        return authService
                .status(new RefreshToken(refresh))
                .await()
                .atMost(DEADLINE)
                .live();
    }

    /** Both tokens are of no use: the client must come back with new ones. */
    static final class TokensExpired extends RuntimeException {

        TokensExpired() {
            super("The access token has expired. Connect again with new tokens.", null, false, false);
        }
    }
}
