package chat.parley.gateway.presence;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.stream.Pipeline;
import chat.parley.gateway.Node;
import chat.parley.gateway.RedisRecovered;
import chat.parley.gateway.Timers;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Says in Redis for whom this node has sockets: its name in a sorted set for each user or room, with the end of the lease as the
 * score. What is written follows from what is held at that moment, and one round trip is under way at a time; so a socket that
 * comes while another goes never loses its lease to a late removal. {@link PresenceNews} tells whose first lease it was, once it is
 * written and a socket is open to hear what follows from that; and whose last, once that is gone.
 */
@ApplicationScoped
public class Leases {

    private static final Logger LOG = Logger.getLogger(Leases.class);
    private static final Duration TIME_OUT = Duration.ofSeconds(4);
    private static final int AT_ONCE = 500;

    private final Pipeline redis;
    private final String node;
    private final PresenceConfig config;
    private final PresenceNews news;

    private final Map<String, Integer> held = new ConcurrentHashMap<>();
    private final Set<String> written = ConcurrentHashMap.newKeySet();
    private final Set<String> lost = ConcurrentHashMap.newKeySet();
    private final Set<String> opened = ConcurrentHashMap.newKeySet();
    private final Set<String> untold = ConcurrentHashMap.newKeySet();
    private final Map<String, List<UniEmitter<? super Void>>> changed = new ConcurrentHashMap<>();
    private final AtomicBoolean underWay = new AtomicBoolean();

    public Leases(Pipeline redis, Node node, PresenceConfig config, PresenceNews news) {
        this.redis = redis;
        this.node = node.name();
        this.config = config;
        this.news = news;
    }

    void start(@Observes StartupEvent started, Timers timers) {
        timers.every(config.renewEvery(), this::renew);
    }

    /** None of what was written may be there any more. */
    void renew(@Observes RedisRecovered recovered) {
        lost.addAll(held.keySet());
        renew();
    }

    /** Holds the lease once more; done when it stands in Redis, failed when it does not yet. Each must be released. */
    public Uni<Void> take(String key) {
        held.merge(key, 1, Integer::sum);
        return written.contains(key)
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().<Void>emitter(emitter -> change(key, List.of(emitter)));
    }

    /** What is told to the holder of the lease from here on is heard. */
    public void opened(String key) {
        held.computeIfPresent(key, (_, count) -> {
            opened.add(key);
            return count;
        });
        tellIfNew(key);
    }

    /** Gives one hold back; with the last the lease goes. */
    public void release(String key) {
        if (held.computeIfPresent(key, this::less) == null) {
            change(key, List.of());
        }
    }

    /** With the last hold nobody is told anything, before anybody can hold it anew. */
    private Integer less(String key, int count) {
        if (count > 1) {
            return count - 1;
        }
        opened.remove(key);
        return null;
    }

    /** Whether Redis says what we want it to. */
    public boolean isSettled() {
        return changed.isEmpty() && !underWay.get();
    }

    private void renew() {
        held.keySet().forEach(key -> changed.putIfAbsent(key, List.of()));
        flush();
    }

    private void change(String key, List<UniEmitter<? super Void>> waiting) {
        changed.merge(key, waiting, Leases::both);
        flush();
    }

    private static <T> List<T> both(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private void flush() {
        if (!changed.isEmpty() && underWay.compareAndSet(false, true)) {
            var writes = next();
            if (writes.isEmpty()) {
                underWay.set(false);
                return;
            }
            redis.send(requests(writes))
                    .ifNoItem()
                    .after(TIME_OUT)
                    .fail()
                    .subscribe()
                    .with(_ -> settled(writes), failure -> failed(writes, failure));
        }
    }

    private Map<String, Write> next() {
        var writes = new HashMap<String, Write>();
        var keys = changed.keySet().iterator();
        while (writes.size() < AT_ONCE && keys.hasNext()) {
            var key = keys.next();
            var waiting = changed.remove(key);
            if (waiting != null) {
                writes.put(key, write(key, waiting));
            }
        }
        return writes;
    }

    /** After the key has left {@code changed}: whoever takes or releases it from here on puts it there again. */
    private Write write(String key, List<UniEmitter<? super Void>> waiting) {
        var isHeld = held.containsKey(key);
        if (!isHeld) {
            written.remove(key);
        }
        return new Write(isHeld, lost.remove(key), waiting);
    }

    private List<Request> requests(Map<String, Write> writes) {
        var requests = new ArrayList<Request>();
        var end = Clock.systemUTC().instant().plus(config.lease()).toEpochMilli();
        writes.forEach((key, write) -> {
            if (write.isHeld()) {
                requests.add(Request.cmd(Command.ZADD).arg(key).arg(end).arg(node));
                requests.add(
                        Request.cmd(Command.PEXPIRE).arg(key).arg(config.lease().toMillis()));
            } else {
                requests.add(Request.cmd(Command.ZREM).arg(key).arg(node));
            }
        });
        return requests;
    }

    private void settled(Map<String, Write> writes) {
        writes.forEach(this::settle);
        underWay.set(false);
        flush();
        writes.values().forEach(write -> write.waiting().forEach(emitter -> emitter.complete(null)));
    }

    private void settle(String key, Write write) {
        var isNew = write.isHeld() && written.add(key);
        if (write.isHeld() && write.wasLost()) {
            ChatKeys.onlineUser(key).ifPresent(news::missed);
        } else if (isNew) {
            untold.add(key);
            if (opened.contains(key)) {
                tellIfNew(key);
            }
        } else if (!write.isHeld()) {
            untold.remove(key);
            ChatKeys.onlineUser(key).ifPresent(news::changed);
        }
    }

    /** Both the lease and the socket have to be there, in whatever order they come: the later of them tells. */
    private void tellIfNew(String key) {
        if (untold.remove(key)) {
            ChatKeys.onlineUser(key).ifPresent(news::changed);
        }
    }

    /** Written with the next renewal; by then a lease that stood may have ended, and one that should go may have gone by itself. */
    private void failed(Map<String, Write> writes, Throwable failure) {
        LOG.warnf("%d leases were not written: %s", (Integer) writes.size(), failure);
        writes.keySet().forEach(key -> {
            lost.add(key);
            changed.putIfAbsent(key, List.of());
        });
        underWay.set(false);
        writes.values().forEach(write -> write.waiting().forEach(emitter -> emitter.fail(failure)));
    }

    /**
     * What a round trip does about one key.
     *
     * @param isHeld whether the lease is renewed, else it goes
     * @param wasLost whether it may have been missing before
     * @param waiting who waits for it to be done
     */
    private record Write(boolean isHeld, boolean wasLost, List<UniEmitter<? super Void>> waiting) {}
}
