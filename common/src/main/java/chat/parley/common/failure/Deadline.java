package chat.parley.common.failure;

import io.netty.util.HashedWheelTimer;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long an answer is waited for. Deadlines hardly ever pass, so what counts is that setting one and
 * lifting it wakes nobody: a virtual thread that waits for so long wakes another thread both times, and a timer that is left
 * behind does when its time has come.
 */
public final class Deadline {

    /** A deadline passes up to this much later. */
    private static final Duration TICK = Duration.ofMillis(50);

    private static HashedWheelTimer clock;

    private Deadline() {}

    /** The answer, or {@link TimeoutException} when there is none in time; what was asked is cancelled then. */
    public static <T> Uni<T> of(Duration limit, Uni<T> answer) {
        return Uni.createFrom().emitter(asker -> {
            var passing = clock().newTimeout(
                            _ -> asker.fail(new TimeoutException()), limit.toMillis(), TimeUnit.MILLISECONDS);
            var asked = answer.subscribe().with(asker::complete, asker::fail);
            asker.onTermination(() -> {
                passing.cancel();
                asked.cancel();
            });
        });
    }

    /**
     * Waits for the answer, on a virtual thread.
     *
     * @throws TimeoutException when there is none in time
     */
    public static <T> T await(Duration limit, Uni<T> answer) {
        return of(limit, answer).await().indefinitely();
    }

    /** Made when it is first needed, which in a native image is not while that is built. */
    private static synchronized HashedWheelTimer clock() {
        if (clock == null) {
            clock = new HashedWheelTimer(
                    new DefaultThreadFactory("deadlines", true), TICK.toMillis(), TimeUnit.MILLISECONDS);
        }
        return clock;
    }
}
