package chat.parley.user.avatar;

import chat.parley.common.failure.TooMany;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Where images are decoded: few threads of their own, since it is all computing and takes much memory, and a short queue.
 */
@ApplicationScoped
class AvatarWorkers {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final ThreadPoolExecutor threads;

    AvatarWorkers(AvatarsConfig config) {
        threads = new ThreadPoolExecutor(
                config.workers(),
                config.workers(),
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(config.queue()),
                Thread.ofPlatform().name("avatar-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Fails with {@link TooMany} when the queue is full. */
    <T> Uni<T> run(Supplier<T> work) {
        return Uni.createFrom()
                .item(work)
                .runSubscriptionOn(threads)
                .onFailure(RejectedExecutionException.class)
                .transform(_ -> new TooMany("Too many images at once, try again.", TRY_AGAIN));
    }

    void stop(@Observes ShutdownEvent stopping) {
        threads.shutdown();
    }
}
