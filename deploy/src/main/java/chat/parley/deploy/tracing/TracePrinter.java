package chat.parley.deploy.tracing;

import chat.parley.deploy.Console;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows each trace as a tree, once nothing has been added to it for a while. */
public final class TracePrinter implements AutoCloseable {

    /** Longer than any process waits before it exports what it has. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    /** Traces that are collected at a time; under more load than anybody can read, those that come on top are left out. */
    private static final int MOST = 100;

    private final Console console;
    private final Map<String, Collected> traces = new HashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("traces").factory());

    public TracePrinter(Console console) {
        this.console = console;
        timer.scheduleAtFixedRate(this::look, 200, 200, TimeUnit.MILLISECONDS);
    }

    public synchronized void take(List<TracedSpan> spans) {
        for (var span : spans) {
            if (traces.size() < MOST || traces.containsKey(span.traceId())) {
                traces.computeIfAbsent(span.traceId(), _ -> new Collected()).add(span);
            }
        }
    }

    private void look() {
        for (var trace : takeQuiet(System.nanoTime())) {
            console.say("%s", String.join(System.lineSeparator(), TraceTree.of(trace)));
        }
    }

    private synchronized List<List<TracedSpan>> takeQuiet(long now) {
        var quiet = traces.values().stream()
                .filter(trace -> now - trace.addedAt >= QUIET.toNanos())
                .map(trace -> List.copyOf(trace.spans))
                .toList();
        traces.values().removeIf(trace -> now - trace.addedAt >= QUIET.toNanos());
        return quiet;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private static final class Collected {

        private final List<TracedSpan> spans = new ArrayList<>();
        private long addedAt;

        void add(TracedSpan span) {
            spans.add(span);
            addedAt = System.nanoTime();
        }
    }
}
