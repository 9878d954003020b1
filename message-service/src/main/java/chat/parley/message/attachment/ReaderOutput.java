package chat.parley.message.attachment;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * The way of a file to who reads it. Who takes no buffer of it for the time of patience, or at most twice that, is cut off: until
 * then they hold a thread, and a connection to the store that others may wait for. While the store is waited for, nobody is blamed.
 */
final class ReaderOutput extends FilterOutputStream {

    private static final long NONE = 0;

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final long watch;
    private long writes;
    private volatile long underWay = NONE;
    private long seen = NONE;

    ReaderOutput(OutputStream out, Vertx vertx, HttpServerResponse response, Duration patience) {
        super(out);
        this.vertx = vertx;
        this.response = response;
        this.watch = vertx.setPeriodic(patience.toMillis(), _ -> look());
    }

    /** Returns when the other side, or the buffers on the way there, have taken it. */
    @Override
    public void write(byte[] buffer, int from, int length) throws IOException {
        underWay = ++writes;
        out.write(buffer, from, length);
        underWay = NONE;
    }

    /** Runs on one event loop alone. */
    private void look() {
        var current = underWay;
        if (current != NONE && current == seen) {
            response.reset();
        }
        seen = current;
    }

    /** Ends the watch; whoever gave the output closes it. */
    @Override
    public void close() {
        vertx.cancelTimer(watch);
    }
}
