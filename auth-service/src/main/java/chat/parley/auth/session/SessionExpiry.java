package chat.parley.auth.session;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** Ends sessions that nobody refreshed in time, so that their sockets close; forgets those that ended long ago. */
@ApplicationScoped
class SessionExpiry {

    private static final int BATCH = 500;
    private static final Duration REMEMBER = Duration.ofDays(30);

    private final LoginSessions sessions;

    SessionExpiry(LoginSessions sessions) {
        this.sessions = sessions;
    }

    @Scheduled(every = "30s", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return sessions.endExpired(BATCH)
                .chain(() -> sessions.forgetEnded(Instant.now().minus(REMEMBER), BATCH))
                .replaceWithVoid();
    }
}
