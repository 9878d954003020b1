package chat.parley.gateway.session;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Pings every socket now and then, and cuts those that give no sign of life (half-open connections, FAULTS 12). */
@ApplicationScoped
class Heartbeat {

    private static final long LOOK_EVERY_MS = 1_000;

    private final Sessions sessions;
    private final long pingEvery;
    private final long silence;

    Heartbeat(Sessions sessions, SocketConfig config) {
        this.sessions = sessions;
        this.pingEvery = config.pingEvery().toNanos();
        this.silence = config.silence().toNanos();
    }

    void start(@Observes StartupEvent started, Vertx vertx) {
        vertx.setPeriodic(LOOK_EVERY_MS, _ -> beat());
    }

    private void beat() {
        var now = System.nanoTime();
        sessions.all().forEach(session -> session.beat(now, pingEvery, silence));
    }
}
