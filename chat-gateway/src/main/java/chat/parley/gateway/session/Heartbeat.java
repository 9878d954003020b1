package chat.parley.gateway.session;

import chat.parley.gateway.Timers;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Pings every socket now and then, and cuts those that give no sign of life (half-open connections, FAULTS 12). */
@ApplicationScoped
class Heartbeat {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Sessions sessions;
    private final long pingEvery;
    private final long silence;

    Heartbeat(Sessions sessions, SocketConfig config) {
        this.sessions = sessions;
        this.pingEvery = config.pingEvery().toNanos();
        this.silence = config.silence().toNanos();
    }

    void start(@Observes StartupEvent started, Timers timers) {
        timers.every(LOOK_EVERY, this::beat);
    }

    private void beat() {
        var now = System.nanoTime();
        sessions.all().forEach(session -> session.beat(now, pingEvery, silence));
    }
}
