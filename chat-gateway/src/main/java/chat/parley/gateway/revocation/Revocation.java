package chat.parley.gateway.revocation;

import chat.parley.common.event.AuthEvent;
import chat.parley.common.outbox.EventEntry;
import chat.parley.common.stream.StreamEntry;
import chat.parley.common.stream.Streams;
import chat.parley.gateway.RedisRecovered;
import chat.parley.gateway.delivery.Tail;
import chat.parley.gateway.session.AuthService;
import chat.parley.gateway.session.Sessions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * Closes the sockets of a login session when it ends. That is heard from {@code events.auth}; and because Redis may lose it,
 * auth-service, which knows, is asked at the start, now and then, and after Redis was away.
 */
@ApplicationScoped
class Revocation {

    private static final Logger LOG = Logger.getLogger(Revocation.class);
    private static final Duration ASK_EVERY = Duration.ofSeconds(30);
    private static final Duration RETRY_EVERY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** A session may have ended for so long before it could be seen. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    private final EndedSids ended;
    private final Sessions sessions;
    private final AuthService authService;
    private final Tail tail;
    private final Semaphore askNow = new Semaphore(0);
    private final Clock clock = Clock.systemUTC();

    private volatile boolean running;
    private Instant knownUntil;
    private boolean answered = true;

    Revocation(EndedSids ended, Sessions sessions, @RestClient AuthService authService, Streams streams) {
        this.ended = ended;
        this.sessions = sessions;
        this.authService = authService;
        this.tail = new Tail(streams, AuthEvent.STREAM, this::take);
    }

    void start(@Observes StartupEvent started) {
        running = true;
        tail.start();
        Thread.ofVirtual().name("ended-sessions").start(this::askAgainAndAgain);
    }

    void stop(@Observes ShutdownEvent stopping) {
        running = false;
        tail.stop();
        askNow.release();
    }

    void recover(@Observes RedisRecovered recovered) {
        tail.rewind();
        askNow.release();
    }

    private void take(StreamEntry entry) {
        switch (EventEntry.read(entry, AuthEvent.class).event()) {
            case AuthEvent.SessionEnded session -> end(session.sid(), session.at());
            case AuthEvent.AccountRegistered _ -> {}
        }
    }

    /** Remembered first: a handshake that is just under way looks after it has opened its socket. */
    private void end(UUID sid, Instant at) {
        if (ended.add(sid, at)) {
            for (var session : sessions.ofLogin(sid)) {
                session.expel(session.dialect().sessionEnded());
            }
        }
    }

    private void askAgainAndAgain() {
        while (running) {
            answered = ask();
            var pause = answered ? ASK_EVERY : RETRY_EVERY;
            try {
                askNow.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
                askNow.drainPermits();
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }

    private boolean ask() {
        var now = clock.instant();
        var since = knownUntil == null ? ended.horizon() : knownUntil.minus(OVERLAP);
        try {
            authService
                    .endedSessions(since)
                    .await()
                    .atMost(PATIENCE)
                    .sessions()
                    .forEach(session -> end(session.sid(), session.at()));
            knownUntil = now;
            ended.forgetOld();
            return true;
        } catch (RuntimeException away) {
            LOG.logf(
                    answered ? Level.WARN : Level.DEBUG,
                    "ended login sessions are not known since %s: %s",
                    since,
                    away);
            return false;
        }
    }
}
