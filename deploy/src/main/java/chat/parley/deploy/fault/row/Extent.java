package chat.parley.deploy.fault.row;

import java.time.Duration;

/**
 * How much of a row is run.
 *
 * @param full as the table says; otherwise fewer times and for a shorter while, for the tests of every build
 * @param random how long the row of random faults takes
 */
public record Extent(boolean full, int perSecond, Duration random) {

    public static final int PER_SECOND = 200;

    /** For a build. */
    public static Extent brief() {
        return new Extent(false, PER_SECOND, Duration.ofSeconds(20));
    }

    int times(int inFull) {
        return full ? inFull : Math.max(1, inFull / 10);
    }

    Duration lasting(Duration inFull) {
        return full ? inFull : inFull.dividedBy(5);
    }
}
