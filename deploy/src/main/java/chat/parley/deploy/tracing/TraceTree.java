package chat.parley.deploy.tracing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One trace as lines to read: what happened where, when after the beginning, and for how long. */
final class TraceTree {

    private static final int NAMES = 58;

    private final Map<String, List<TracedSpan>> children;
    private final TracedSpan first;
    private final List<String> lines = new ArrayList<>();

    private TraceTree(List<TracedSpan> trace) {
        var ids = trace.stream().map(TracedSpan::id).collect(Collectors.toSet());
        this.children = trace.stream()
                .sorted(Comparator.comparingLong(TracedSpan::begin))
                .collect(Collectors.groupingBy(span -> ids.contains(span.parentId()) ? span.parentId() : ""));
        this.first = children.get("").getFirst();
    }

    /** @param trace at least one span; one whose parent is not there stands at the top */
    static List<String> of(List<TracedSpan> trace) {
        var tree = new TraceTree(trace);
        tree.lines.add("trace " + tree.first.traceId());
        tree.write("", 1);
        return tree.lines;
    }

    private void write(String parent, int depth) {
        for (var span : children.getOrDefault(parent, List.of())) {
            var name = "  ".repeat(depth) + span.name() + (span.failed() ? " (failed)" : "") + about(span);
            lines.add(String.format(
                    Locale.ROOT,
                    "%-" + NAMES + "s %-20s %9s %9s",
                    name,
                    span.process(),
                    "+" + milliseconds(span.after(first)),
                    milliseconds(span.took())));
            write(span.id(), depth + 1);
        }
    }

    private static String about(TracedSpan span) {
        return span.links().isEmpty() ? "" : " (for " + span.links().size() + " messages)";
    }

    private static String milliseconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }
}
