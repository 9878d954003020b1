package chat.parley.gateway.delivery;

import chat.parley.common.stream.StreamEntry;
import chat.parley.common.stream.Streams;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import java.time.Duration;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * Reads a stream of another service from now on, all of it, as every node does. Outages are waited for; an entry that cannot be
 * handled is passed over. After Redis was emptied entries may come again.
 */
public final class Tail {

    private static final Logger LOG = Logger.getLogger(Tail.class);
    private static final String BEGINNING = "0-0";
    private static final int COUNT = 256;
    private static final Duration BLOCK = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Streams streams;
    private final String stream;
    private final Consumer<StreamEntry> handler;

    private volatile boolean running;
    private volatile boolean rewind;
    private String lastId;
    private boolean away;

    public Tail(Streams streams, String stream, Consumer<StreamEntry> handler) {
        this.streams = streams;
        this.stream = stream;
        this.handler = handler;
    }

    public void start() {
        running = true;
        Thread.ofVirtual().name("tail-" + stream).start(this::run);
    }

    public void stop() {
        running = false;
    }

    /** Redis may have been emptied, and its clock may be behind that of before: begins at the first entry there is. */
    public void rewind() {
        rewind = true;
    }

    private void run() {
        while (running) {
            try {
                round();
                away = false;
            } catch (RuntimeException failure) {
                pause(failure);
            }
        }
    }

    private void round() {
        if (lastId == null) {
            lastId = newest();
        }
        if (rewind) {
            rewind = false;
            lastId = BEGINNING;
        }
        for (var entry : streams.read(stream, lastId, COUNT, BLOCK)) {
            handle(entry);
            lastId = entry.id();
        }
    }

    /** Not {@code $}, which would miss what comes between two reads. */
    private String newest() {
        var last = streams.ask(Request.cmd(Command.XREVRANGE)
                .arg(stream)
                .arg("+")
                .arg("-")
                .arg("COUNT")
                .arg(1));
        return last.size() == 0 ? BEGINNING : last.get(0).get(0).toString();
    }

    private void handle(StreamEntry entry) {
        try {
            handler.accept(entry);
        } catch (RuntimeException | Error defect) {
            LOG.errorf(defect, "entry %s of %s was passed over", entry.id(), stream);
        }
    }

    private void pause(RuntimeException failure) {
        if (running) {
            LOG.logf(away ? Level.DEBUG : Level.WARN, "%s cannot be read: %s", stream, failure);
        }
        away = true;
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
