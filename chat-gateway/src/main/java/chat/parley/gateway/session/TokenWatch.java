package chat.parley.gateway.session;

import chat.parley.common.identity.Caller;
import chat.parley.common.identity.InvalidToken;
import chat.parley.common.identity.TokenType;
import chat.parley.common.identity.Tokens;
import chat.parley.gateway.Timers;
import chat.parley.gateway.delivery.Event;
import chat.parley.gateway.revocation.EndedSids;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Ends sockets with their access tokens, where the dialect has it so; warns before, and takes a fresh token instead. The login
 * session and the user stay the same.
 */
@ApplicationScoped
class TokenWatch {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Sessions sessions;
    private final Tokens tokens;
    private final EndedSids ended;
    private final Duration warning;
    private final Clock clock = Clock.systemUTC();

    TokenWatch(Sessions sessions, Tokens tokens, EndedSids ended, SocketConfig config) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.ended = ended;
        this.warning = config.tokenWarning();
    }

    void start(@Observes StartupEvent started, Timers timers) {
        timers.every(LOOK_EVERY, this::look);
    }

    /** A token that is not taken changes nothing. */
    void renew(Session session, String token) {
        try {
            var caller = tokens.read(token, TokenType.ACCESS);
            if (isOfSameLogin(caller, session) && !ended.contains(caller.sid())) {
                session.goOnUnder(new Login(caller, null));
            } else {
                refuse(session, "other-session", "The token is of another login session.");
            }
        } catch (InvalidToken refused) {
            refuse(session, refused.code(), refused.sentence());
        }
    }

    private static boolean isOfSameLogin(Caller caller, Session session) {
        return caller.userId().equals(session.userId()) && caller.sid().equals(session.sid());
    }

    private static void refuse(Session session, String code, String sentence) {
        session.tell(new Event.Refused(null, code, sentence));
    }

    private void look() {
        var now = clock.instant();
        for (var session : sessions.all()) {
            if (session.dialect().endsWithToken()) {
                look(session, now);
            }
        }
    }

    private void look(Session session, Instant now) {
        var left = Duration.between(now, session.login().caller().expiresAt());
        if (left.isNegative()) {
            session.close(CloseCode.TOKEN_EXPIRED);
        } else if (left.compareTo(warning) <= 0) {
            session.warnOnce(left);
        }
    }
}
