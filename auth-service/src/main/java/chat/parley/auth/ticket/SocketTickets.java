package chat.parley.auth.ticket;

import chat.parley.auth.session.LoginSessions;
import chat.parley.common.event.Json;
import chat.parley.common.failure.Unavailable;
import chat.parley.common.identity.Caller;
import chat.parley.common.identity.InvalidToken;
import chat.parley.common.identity.SocketTicket;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import org.jboss.logging.Logger;

/**
 * Tickets with which a browser opens a socket: it can send no {@code Authorization} header there, and a token has no place in a
 * URL. A ticket is good once, for {@link SocketTicket#LIFE}.
 */
@ApplicationScoped
public class SocketTickets {

    private static final Logger LOG = Logger.getLogger(SocketTickets.class);
    private static final Duration TIME_OUT = Duration.ofSeconds(2);
    private static final int BYTES = 32;

    private final LoginSessions sessions;
    private final Redis redis;
    private final SecureRandom random = new SecureRandom();

    public SocketTickets(LoginSessions sessions, Redis redis) {
        this.sessions = sessions;
        this.redis = redis;
    }

    /**
     * @return the ticket
     * @throws InvalidToken when the caller's login session has ended
     * @throws Unavailable when it cannot be kept
     */
    public Uni<String> issue(Caller caller) {
        return sessions.seen(caller.sid())
                .invoke(isLive -> {
                    if (!isLive) {
                        throw InvalidToken.malformed();
                    }
                })
                .map(_ -> newTicket())
                .call(ticket -> keep(ticket, SocketTicket.of(caller)));
    }

    private Uni<Void> keep(String ticket, SocketTicket meaning) {
        return redis.send(Request.cmd(Command.SET)
                        .arg(SocketTicket.key(ticket))
                        .arg(Json.write(meaning))
                        .arg("EX")
                        .arg(SocketTicket.LIFE.toSeconds()))
                .ifNoItem()
                .after(TIME_OUT)
                .fail()
                .onFailure()
                .transform(SocketTickets::away)
                .replaceWithVoid();
    }

    private String newTicket() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Throwable away(Throwable failure) {
        LOG.warnf("a socket ticket cannot be kept: %s", failure);
        return new Unavailable("Tickets cannot be issued right now; try again in a moment.");
    }
}
