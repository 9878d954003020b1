package chat.parley.gateway.presence;

import chat.parley.common.event.PresenceEvent;
import chat.parley.common.event.PresenceEvent.LeasesChanged;
import chat.parley.common.event.PresenceEvent.LeasesRestored;
import chat.parley.common.outbox.EventEntry;
import chat.parley.common.stream.Streams;
import chat.parley.gateway.Timers;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/**
 * Tells on {@code events.presence} whose sockets here came or went, and who may have missed something. One round trip is under
 * way at a time, and takes along what came up during the one before; what could not be told is told later.
 */
@ApplicationScoped
public class PresenceNews {

    private static final Logger LOG = Logger.getLogger(PresenceNews.class);
    private static final Duration RETRY_EVERY = Duration.ofMillis(500);
    private static final int USERS = 500;

    private final Streams streams;
    private final Clock clock = Clock.systemUTC();

    private final Set<UUID> changed = ConcurrentHashMap.newKeySet();
    private final Set<UUID> missed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean underWay = new AtomicBoolean();

    PresenceNews(Streams streams) {
        this.streams = streams;
    }

    void start(@Observes StartupEvent started, Timers timers) {
        timers.every(RETRY_EVERY, this::tell);
    }

    /** The user's first socket here came, or the last one went; the lease says so by now. */
    void changed(UUID user) {
        changed.add(user);
        tell();
    }

    /** The user has a socket here, and may have missed what friends do; the lease stands by now, if it can. */
    void missed(UUID user) {
        missed.add(user);
        tell();
    }

    /** Whether all of it is told. */
    public boolean isTold() {
        return changed.isEmpty() && missed.isEmpty() && !underWay.get();
    }

    private void tell() {
        if (!changed.isEmpty() || !missed.isEmpty()) {
            tellSome();
        }
    }

    private void tellSome() {
        if (!underWay.compareAndSet(false, true)) {
            return;
        }
        var ofChanged = some(changed);
        var ofMissed = some(missed);
        var entries = new ArrayList<Streams.Append>();
        add(ofChanged, LeasesChanged::new, entries);
        add(ofMissed, LeasesRestored::new, entries);
        if (entries.isEmpty()) {
            underWay.set(false);
            return;
        }
        streams.appendAll(entries).subscribe().with(_ -> told(), failure -> untold(ofChanged, ofMissed, failure));
    }

    private static List<UUID> some(Set<UUID> users) {
        return users.stream().limit(USERS).filter(users::remove).toList();
    }

    private void add(
            List<UUID> users, BiFunction<List<UUID>, Instant, PresenceEvent> event, List<Streams.Append> entries) {
        if (!users.isEmpty()) {
            var fields = EventEntry.fields(event.apply(users, clock.instant()));
            entries.add(new Streams.Append(PresenceEvent.STREAM, fields, false));
        }
    }

    private void told() {
        underWay.set(false);
        tell();
    }

    private void untold(List<UUID> ofChanged, List<UUID> ofMissed, Throwable failure) {
        LOG.debugf("presence is told later: %s", failure);
        changed.addAll(ofChanged);
        missed.addAll(ofMissed);
        underWay.set(false);
    }
}
