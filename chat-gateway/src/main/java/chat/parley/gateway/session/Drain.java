package chat.parley.gateway.session;

import chat.parley.gateway.command.InFlight;
import chat.parley.gateway.delivery.Event;
import chat.parley.gateway.presence.Leases;
import chat.parley.gateway.presence.PresenceNews;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Goes away without losing anything: is not ready any more, takes no socket and reads none, waits for the answers to what was
 * read, then closes every socket and gives the leases back.
 */
@ApplicationScoped
class Drain {

    private static final Logger LOG = Logger.getLogger(Drain.class);
    private static final Duration GOODBYE = Duration.ofSeconds(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private final Sessions sessions;
    private final InFlight inFlight;
    private final Leases leases;
    private final PresenceNews news;
    private final Duration patience;
    private final Duration reconnectWithin;
    private volatile boolean draining;

    Drain(Sessions sessions, InFlight inFlight, Leases leases, PresenceNews news, SocketConfig config) {
        this.sessions = sessions;
        this.inFlight = inFlight;
        this.leases = leases;
        this.news = news;
        this.patience = config.drain();
        this.reconnectWithin = config.reconnectWithin();
    }

    boolean isDraining() {
        return draining;
    }

    /** Before the server closes its connections in its own way, which it does before the event of the shutdown itself. */
    void stop(@Observes ShutdownDelayInitiatedEvent stopping) {
        run();
    }

    void run() {
        draining = true;
        LOG.infof("%d sockets are to be closed", (Integer) sessions.all().size());
        sessions.all().forEach(Session::stopReading);
        sessions.all().forEach(session -> session.tell(new Event.Control.GoingAway(somewhen())));
        if (!comesTrue(this::isEverythingAnswered, patience)) {
            LOG.warnf("%d batches have no answer", (Integer) inFlight.size());
        }
        List.copyOf(sessions.all()).forEach(session -> session.close(CloseCode.RESTARTING));
        comesTrue(() -> sessions.all().isEmpty() && leases.isSettled() && news.isTold(), GOODBYE);
    }

    /** Not all at the same moment. */
    private long somewhen() {
        return ThreadLocalRandom.current().nextLong(reconnectWithin.toMillis() + 1);
    }

    private boolean isEverythingAnswered() {
        return inFlight.size() == 0 && sessions.all().stream().allMatch(Session::isIdle);
    }

    private static boolean comesTrue(BooleanSupplier condition, Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return condition.getAsBoolean();
    }
}
