package chat.parley.deploy.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * What a process has of the processors when all are busy. Linux gives every session the same, however many threads are in it, unless
 * the session is told to be nice; how nice a thread is counts among those of its session alone (sched(7), "The autogroup feature").
 * A container has a share by what it asks for; this gives the same to a process without one.
 */
public final class Share {

    /** What one step of niceness takes (sched(7)). */
    private static final double STEP = 1.25;

    private static final int MOST_TRIES = 10;
    /** Whoever is not root may change ten a second. */
    private static final Duration PAUSE = Duration.ofMillis(150);

    private Share() {}

    /** How nice to be for this share, where being not nice at all gives {@code whole}. */
    public static int niceness(int share, int whole) {
        return (int) Math.round(Math.log((double) whole / share) / Math.log(STEP));
    }

    /** For a process that has a session of its own; where sessions have no shares, nothing happens. */
    static void set(ProcessHandle process, int niceness) throws InterruptedException {
        var session = Path.of("/proc", Long.toString(process.pid()), "autogroup");
        for (var tries = 0; tries < MOST_TRIES && Files.isWritable(session); tries++) {
            try {
                Files.writeString(session, Integer.toString(niceness), StandardOpenOption.WRITE);
                return;
            } catch (IOException tooSoon) {
                Thread.sleep(PAUSE);
            }
        }
    }
}
