package chat.parley.deploy.bench.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What became of the messages that were due in a window of time. On the client's event loop alone, but for what is read when it
 * is over.
 */
final class Tally {

    private static final long LONGEST = TimeUnit.MINUTES.toMicros(5);
    private static final int DIGITS = 3;

    private final long from;
    private final long to;
    private final int hearers;
    private final Histogram acks = new Histogram(LONGEST, DIGITS);
    private final Histogram deliveries = new Histogram(LONGEST, DIGITS);
    private volatile long sent;
    private volatile long acked;
    private volatile long delivered;

    /** Deliveries to others while the window was open, whenever the messages were due. */
    private volatile long meanwhile;

    /**
     * @param from a moment of {@link System#nanoTime}
     * @param hearers how many others get each message
     */
    Tally(long from, long to, int hearers) {
        this.from = from;
        this.to = to;
        this.hearers = hearers;
    }

    void sent(Stamp stamp) {
        if (counts(stamp)) {
            sent = sent + 1;
        }
    }

    void acked(Stamp stamp, long now) {
        if (counts(stamp)) {
            acks.recordValue(micros(stamp, now));
            acked = acked + 1;
        }
    }

    void delivered(Stamp stamp, long now) {
        if (now - from >= 0 && now - to < 0) {
            meanwhile = meanwhile + 1;
        }
        if (counts(stamp)) {
            deliveries.recordValue(micros(stamp, now));
            delivered = delivered + 1;
        }
    }

    boolean isComplete() {
        return acked >= sent && delivered >= sent * hearers;
    }

    private boolean counts(Stamp stamp) {
        return stamp.due() - from >= 0 && stamp.due() - to < 0;
    }

    private static long micros(Stamp stamp, long now) {
        return Math.clamp((now - stamp.due()) / 1_000, 0, LONGEST);
    }

    long sent() {
        return sent;
    }

    long acked() {
        return acked;
    }

    long delivered() {
        return delivered;
    }

    long meanwhile() {
        return meanwhile;
    }

    Histogram acks() {
        return acks;
    }

    Histogram deliveries() {
        return deliveries;
    }
}
