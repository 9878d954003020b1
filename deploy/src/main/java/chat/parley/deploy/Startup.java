package chat.parley.deploy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for several programs that start at the same time, and for no other as soon as one has failed. */
final class Startup {

    private final Console console;
    private final List<CompletableFuture<Void>> all = new ArrayList<>();
    private final CompletableFuture<Void> failed = new CompletableFuture<>();

    Startup(Console console) {
        this.console = console;
    }

    void add(Starting starting) {
        all.add(starting.ready()
                .thenAccept(took -> console.say("  %-20s ready after %.1f s", starting.name(), seconds(took)))
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        failed.completeExceptionally(failure);
                    }
                }));
    }

    void await() {
        try {
            CompletableFuture.anyOf(failed, CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)))
                    .join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        } catch (CancellationException stopped) {
            throw new CannotRun("Stopped before everything was ready.");
        }
    }

    private static double seconds(Duration took) {
        return took.toMillis() / 1000.0;
    }

    /** @param ready completes with the time it took, or fails */
    record Starting(String name, CompletableFuture<Duration> ready) {}
}
