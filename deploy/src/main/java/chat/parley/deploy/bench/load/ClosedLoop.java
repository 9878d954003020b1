package chat.parley.deploy.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Callers who each ask again as soon as they are answered.
 *
 * @param perSecond answers
 * @param took each of them, in microseconds
 */
public record ClosedLoop(double perSecond, Histogram took) {

    private static final int DIGITS = 3;

    /** @param callers what each of them does, again and again; one that fails ends all */
    public static ClosedLoop run(List<? extends Callable<?>> callers, Duration warmUp, Duration window)
            throws Exception {
        var took = new ConcurrentHistogram(DIGITS);
        var from = System.nanoTime() + warmUp.toNanos();
        var to = from + window.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (var caller : callers) {
                running.add(threads.submit(() -> {
                    repeat(caller, from, to, took);
                    return null;
                }));
            }
            for (var each : running) {
                each.get();
            }
        }
        return new ClosedLoop(took.getTotalCount() * 1e9 / window.toNanos(), took);
    }

    private static void repeat(Callable<?> caller, long from, long to, Histogram took) throws Exception {
        for (var asked = System.nanoTime(); asked - to < 0; asked = System.nanoTime()) {
            caller.call();
            var answered = System.nanoTime();
            if (answered - from >= 0 && answered - to < 0) {
                took.recordValue((answered - asked) / 1_000);
            }
        }
    }

    /** In milliseconds. */
    public double percentile(double percent) {
        return took.getValueAtPercentile(percent) / 1e3;
    }
}
