package chat.parley.gateway.delivery;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.event.Json;
import chat.parley.common.stream.StreamEntry;
import chat.parley.common.stream.Streams;
import chat.parley.gateway.Node;
import chat.parley.gateway.RedisRecovered;
import chat.parley.gateway.presence.PresenceConfig;
import chat.parley.gateway.session.Burst;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * What message-service writes to this node: {@code deliver.<node>}, read by this node alone with plain XREAD. The stream is
 * made and kept alive here; when it is gone, it was lost with Redis, and is made again.
 */
@ApplicationScoped
public class NodeStream {

    private static final Logger LOG = Logger.getLogger(NodeStream.class);
    private static final int COUNT = 256;
    private static final Duration BLOCK = Duration.ofMillis(500);
    private static final Duration LOOK_AFTER_EVERY = Duration.ofMillis(500);
    private static final Duration KEEP = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Streams streams;
    private final String stream;
    private final Delivery delivery;
    private final jakarta.enterprise.event.Event<RedisRecovered> recovered;
    private final Duration longestGap;
    private final Clock clock = Clock.systemUTC();

    private volatile boolean running;
    private Thread thread;
    private String lastId;
    private Instant lookedAfterAt = Instant.MIN;
    private Instant completeUntil;
    private boolean broken;

    public NodeStream(
            Streams streams,
            Node node,
            Delivery delivery,
            jakarta.enterprise.event.Event<RedisRecovered> recovered,
            PresenceConfig presence) {
        this.streams = streams;
        this.stream = ChatKeys.deliver(node.name());
        this.delivery = delivery;
        this.recovered = recovered;
        this.longestGap = presence.lease();
    }

    void start(@Observes StartupEvent started) {
        running = true;
        completeUntil = clock.instant();
        thread = Thread.ofVirtual().name(stream).start(this::run);
    }

    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) ShutdownEvent stopping) {
        running = false;
        try {
            thread.join(PATIENCE);
            streams.ask(Request.cmd(Command.DEL).arg(stream));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException away) {
            LOG.debugf("%s expires by itself: %s", stream, away);
        }
    }

    private void run() {
        while (running) {
            try {
                round();
            } catch (RuntimeException failure) {
                LOG.logf(broken ? Level.DEBUG : Level.WARN, "%s cannot be read: %s", stream, failure);
                broken = true;
                pause();
            }
        }
    }

    private void round() {
        lookAfterStream();
        if (broken) {
            // Before a read that may wait: until the leases are written again, nothing comes for anybody here.
            complete();
        }
        var entries = streams.read(stream, lastId, COUNT, BLOCK);
        for (var entry : entries) {
            take(entry);
            lastId = entry.id();
        }
        complete();
    }

    /** Renews its life and forgets what was read. It is made here alone: whoever writes to it does so only if it is there. */
    private void lookAfterStream() {
        if (!broken && clock.instant().isBefore(lookedAfterAt.plus(LOOK_AFTER_EVERY))) {
            return;
        }
        if (lastId == null || !isRenewed()) {
            broken |= lastId != null;
            create();
        } else {
            streams.ask(Request.cmd(Command.XTRIM).arg(stream).arg("MINID").arg(lastId));
        }
        lookedAfterAt = clock.instant();
    }

    private boolean isRenewed() {
        return streams.ask(Request.cmd(Command.EXPIRE).arg(stream).arg(KEEP.toSeconds()))
                        .toInteger()
                == 1;
    }

    private void create() {
        lastId = streams.append(stream, Map.of(ChatKeys.EVENTS, "[]")).await().atMost(PATIENCE);
        isRenewed();
        LOG.infof("reading %s from %s", stream, lastId);
    }

    /** What a broken connection, an emptied Redis or a long standstill may have cost us is asked for. */
    private void complete() {
        var now = clock.instant();
        if (broken || now.isAfter(completeUntil.plus(longestGap))) {
            broken = false;
            LOG.infof("%s is read again", stream);
            recovered.fire(new RedisRecovered(completeUntil));
        }
        completeUntil = now;
    }

    private void take(StreamEntry entry) {
        try {
            var events = List.of(Json.read(entry.fields().get(ChatKeys.EVENTS), NodeEvent[].class));
            Burst.of(() -> events.forEach(event -> take(event, entry)));
        } catch (RuntimeException | Error unreadable) {
            LOG.errorf(unreadable, "entry %s of %s was passed over", entry.id(), stream);
        }
    }

    /** One that cannot be handled is nothing to the others that came with it. */
    private void take(NodeEvent event, StreamEntry entry) {
        try {
            delivery.take(event);
        } catch (RuntimeException | Error defect) {
            LOG.errorf(
                    defect,
                    "a %s in entry %s of %s was passed over",
                    event.getClass().getSimpleName(),
                    entry.id(),
                    stream);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
