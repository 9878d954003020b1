package chat.parley.gateway.session;

import io.netty.channel.EventLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Brings work to one event loop from any thread: in the order in which it was handed over, much of it with one wake-up. */
final class Mailbox implements Executor {

    private static final Logger LOG = Logger.getLogger(Mailbox.class);

    /** After so many pieces the loop may look after something else. */
    private static final int AT_ONCE = 256;

    private final EventLoop loop;
    private final Queue<Runnable> work = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();

    Mailbox(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public void execute(Runnable piece) {
        work.add(piece);
        if (!Burst.holds(this)) {
            wake();
        }
    }

    void wake() {
        if (awake.compareAndSet(false, true)) {
            loop.execute(this::work);
        }
    }

    private void work() {
        for (int i = 0; i < AT_ONCE && !work.isEmpty(); i++) {
            run(work.poll());
        }
        awake.set(false);
        if (!work.isEmpty()) {
            wake();
        }
    }

    private static void run(Runnable piece) {
        try {
            piece.run();
        } catch (RuntimeException defect) {
            LOG.error("work of a socket failed", defect);
        }
    }
}
