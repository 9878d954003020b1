package chat.parley.message.attachment;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/**
 * Who is sent a file. One who takes no buffer of it for the time of patience, or at most twice that, is cut off: until then
 * they hold a thread, and a connection to the store that others may wait for.
 */
final class Reader implements AutoCloseable {

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final long watch;
    private volatile long taken;
    private long seen = -1;

    Reader(Vertx vertx, HttpServerResponse response, Duration patience) {
        this.vertx = vertx;
        this.response = response;
        this.watch = vertx.setPeriodic(patience.toMillis(), _ -> look());
    }

    /** @param total bytes that went out to them up to now */
    void took(long total) {
        taken = total;
    }

    /** Runs on one event loop alone. */
    private void look() {
        if (taken == seen) {
            response.reset();
        }
        seen = taken;
    }

    @Override
    public void close() {
        vertx.cancelTimer(watch);
    }
}
