package chat.parley.deploy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A program that is on its way to be ready.
 *
 * @param ready completes when it is, or fails
 */
record Starting(CompletableFuture<Void> ready) {

    static Starting of(String name, CompletableFuture<Duration> start, Console console) {
        return new Starting(
                start.thenAccept(took -> console.say("  %-20s ready after %.1f s", name, took.toMillis() / 1000.0)));
    }

    void await() {
        awaitAll(List.of(this));
    }

    /** Waits for all that start at the same time, and for no other as soon as one has failed. */
    static void awaitAll(List<Starting> starting) {
        var failed = new CompletableFuture<Void>();
        for (var one : starting) {
            one.ready.whenComplete((_, failure) -> {
                if (failure != null) {
                    failed.completeExceptionally(failure);
                }
            });
        }
        var all = CompletableFuture.allOf(starting.stream().map(Starting::ready).toArray(CompletableFuture[]::new));
        try {
            CompletableFuture.anyOf(failed, all).join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? unwrap(cause) : failure;
        }
    }

    private static RuntimeException unwrap(RuntimeException cause) {
        return cause instanceof CancellationException ? new CannotRun("Stopped before everything was ready.") : cause;
    }
}
