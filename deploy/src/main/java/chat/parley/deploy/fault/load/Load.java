package chat.parley.deploy.fault.load;

import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Messages at an even rate, each into a conversation and from a device that chance picks; one in ten over HTTP. */
public final class Load implements AutoCloseable {

    private static final int HTTP_ONE_IN = 10;
    /** A device that cannot get rid of what it has is left alone. */
    private static final int MOST_UNSETTLED = 200;

    private final Cohort cohort;
    private final Random random;
    private final long everyNanos;
    private final Thread thread;
    private volatile boolean stopped;
    private long sent;

    private Load(Cohort cohort, int perSecond, long seed) {
        this.cohort = cohort;
        this.random = new Random(seed);
        this.everyNanos = 1_000_000_000L / perSecond;
        this.thread = Thread.ofPlatform().name("load").unstarted(this::run);
    }

    public static Load start(Cohort cohort, int perSecond, long seed) {
        var load = new Load(cohort, perSecond, seed);
        load.thread.start();
        return load;
    }

    private void run() {
        for (var next = System.nanoTime(); !stopped; next += everyNanos) {
            for (var left = next - System.nanoTime(); left > 0 && !stopped; left = next - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            sendOne();
        }
    }

    private void sendOne() {
        var conversations = cohort.conversations();
        var conversation = conversations.get(random.nextInt(conversations.size()));
        var devices = cohort.devicesOf(conversation);
        var device = devices.get(random.nextInt(devices.size()));
        if (device.unsettled() >= MOST_UNSETTLED) {
            return;
        }
        var body = device.log().device() + " " + ++sent;
        if (random.nextInt(HTTP_ONE_IN) == 0) {
            device.sendOverHttp(conversation, body);
        } else {
            device.sendOrKeep(conversation, body);
        }
    }

    /** Returns when nothing more is sent. */
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
