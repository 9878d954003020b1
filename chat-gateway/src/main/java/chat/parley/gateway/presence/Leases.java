package chat.parley.gateway.presence;

import chat.parley.gateway.Node;
import chat.parley.gateway.RedisRecovered;
import chat.parley.gateway.Timers;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
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
 * comes while another goes never loses its lease to a late removal.
 */
@ApplicationScoped
public class Leases {

    private static final Logger LOG = Logger.getLogger(Leases.class);
    private static final Duration TIME_OUT = Duration.ofSeconds(4);
    private static final int PIPELINE = 500;

    private final Redis redis;
    private final String node;
    private final PresenceConfig config;

    private final Map<String, Integer> held = new ConcurrentHashMap<>();
    private final Set<String> written = ConcurrentHashMap.newKeySet();
    private final Map<String, List<UniEmitter<? super Void>>> changed = new ConcurrentHashMap<>();
    private final AtomicBoolean underWay = new AtomicBoolean();

    public Leases(Redis redis, Node node, PresenceConfig config) {
        this.redis = redis;
        this.node = node.name();
        this.config = config;
    }

    void start(@Observes StartupEvent started, Timers timers) {
        timers.every(config.renewEvery(), this::renew);
    }

    void renew(@Observes RedisRecovered recovered) {
        renew();
    }

    /** Holds the lease once more; done when it stands in Redis, failed when it does not yet. Each must be released. */
    public Uni<Void> take(String key) {
        held.merge(key, 1, Integer::sum);
        return written.contains(key)
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().<Void>emitter(emitter -> change(key, List.of(emitter)));
    }

    /** Gives one hold back; with the last the lease goes. */
    public void release(String key) {
        if (held.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1) == null) {
            change(key, List.of());
        }
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
            var pipeline = next();
            var keys = pipeline.keySet();
            if (keys.isEmpty()) {
                underWay.set(false);
                return;
            }
            redis.batch(requests(keys))
                    .ifNoItem()
                    .after(TIME_OUT)
                    .fail()
                    .subscribe()
                    .with(_ -> settled(pipeline), failure -> failed(pipeline, failure));
        }
    }

    private Map<String, List<UniEmitter<? super Void>>> next() {
        var pipeline = new HashMap<String, List<UniEmitter<? super Void>>>();
        var keys = changed.keySet().iterator();
        while (pipeline.size() < PIPELINE && keys.hasNext()) {
            var key = keys.next();
            var waiting = changed.remove(key);
            if (waiting != null) {
                pipeline.put(key, waiting);
            }
        }
        return pipeline;
    }

    private List<Request> requests(Collection<String> keys) {
        var requests = new ArrayList<Request>();
        var end = Clock.systemUTC().instant().plus(config.lease()).toEpochMilli();
        for (var key : keys) {
            if (held.containsKey(key)) {
                requests.add(Request.cmd(Command.ZADD).arg(key).arg(end).arg(node));
                requests.add(
                        Request.cmd(Command.PEXPIRE).arg(key).arg(config.lease().toMillis()));
            } else {
                written.remove(key);
                requests.add(Request.cmd(Command.ZREM).arg(key).arg(node));
            }
        }
        return requests;
    }

    private void settled(Map<String, List<UniEmitter<? super Void>>> pipeline) {
        pipeline.keySet().stream().filter(held::containsKey).forEach(written::add);
        underWay.set(false);
        flush();
        pipeline.values().forEach(waiting -> waiting.forEach(emitter -> emitter.complete(null)));
    }

    /** The keys stay as they are in Redis until the next renewal; a lease that should go then ends by itself. */
    private void failed(Map<String, List<UniEmitter<? super Void>>> pipeline, Throwable failure) {
        LOG.warnf("%d leases were not written: %s", (Integer) pipeline.size(), failure);
        underWay.set(false);
        pipeline.values().forEach(waiting -> waiting.forEach(emitter -> emitter.fail(failure)));
    }
}
