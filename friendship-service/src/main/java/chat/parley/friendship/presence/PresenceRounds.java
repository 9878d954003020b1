package chat.parley.friendship.presence;

import chat.parley.common.chat.OnlineUsers;
import chat.parley.common.event.PresenceEvent;
import chat.parley.common.stream.StreamTrim;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * Finds those who are shown as online and have no lease any more: their node died, and nobody said so. Every replica does, since
 * looking twice does no harm. Forgets as well what was read of the stream.
 */
@ApplicationScoped
class PresenceRounds {

    private static final Logger LOG = Logger.getLogger(PresenceRounds.class);
    private static final int COUNT = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Pool pool;
    private final Presences presences;
    private final PresenceService presence;
    private final OnlineUsers onlineUsers;
    private final LeasesSettled settled;
    private final StreamTrim trim;
    private final PresenceConfig config;
    private final String group;

    private volatile boolean running;
    private Thread thread;
    private boolean failing;

    PresenceRounds(
            Pool pool,
            Presences presences,
            PresenceService presence,
            OnlineUsers onlineUsers,
            LeasesSettled settled,
            StreamTrim trim,
            PresenceConfig config,
            @ConfigProperty(name = "quarkus.application.name") String group) {
        this.pool = pool;
        this.presences = presences;
        this.presence = presence;
        this.onlineUsers = onlineUsers;
        this.settled = settled;
        this.trim = trim;
        this.config = config;
        this.group = group;
    }

    void start(@Observes StartupEvent started) {
        running = true;
        thread = Thread.ofVirtual().name("presence-rounds").start(this::run);
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        running = false;
        thread.interrupt();
        thread.join(PATIENCE);
    }

    private void run() {
        while (running) {
            try {
                Thread.sleep(config.roundEvery());
                round();
                failing = false;
            } catch (InterruptedException stopping) {
                return;
            } catch (RuntimeException failure) {
                failed(failure);
            }
        }
    }

    private void failed(RuntimeException failure) {
        settled.notNow();
        if (running) {
            LOG.logf(failing ? Level.DEBUG : Level.WARN, "who is online is not looked after: %s", failure);
        }
        failing = true;
    }

    private void round() {
        var after = Presences.FIRST;
        while (running && after != null) {
            after = lookAfter(after);
        }
        trim.firstUnfinished(PresenceEvent.STREAM, List.of(group))
                .ifPresent(unfinished -> trim.below(PresenceEvent.STREAM, unfinished));
    }

    /** Up to whom it looked; null when that was everybody. */
    private UUID lookAfter(UUID after) {
        var users = presences.onlineAfter(after, COUNT).await().atMost(PATIENCE);
        var online = onlineUsers.among(users).await().atMost(PATIENCE);
        var gone = users.stream().filter(user -> !online.contains(user)).toList();
        if (settled.areThey() && !gone.isEmpty()) {
            look(gone);
        }
        return users.size() < COUNT ? null : users.getLast();
    }

    private void look(List<UUID> gone) {
        LOG.debugf("%d users are gone without a word", (Integer) gone.size());
        pool.withTransaction(transaction -> presence.lookAgain(gone, transaction))
                .await()
                .atMost(PATIENCE);
    }
}
