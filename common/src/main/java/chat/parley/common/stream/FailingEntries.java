package chat.parley.common.stream;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The entries whose handler has failed for another reason than an outage, and how often. They are tried again after a pause. */
final class FailingEntries {

    static final Duration RETRY_EVERY = Duration.ofMillis(500);

    private final Map<String, Failing> byId = new ConcurrentHashMap<>();

    boolean isEmpty() {
        return byId.isEmpty();
    }

    /** It has failed now; how often it has in all. */
    int failed(StreamEntry entry) {
        var now = System.nanoTime();
        return byId.merge(entry.id(), new Failing(entry, 1, now), (old, _) -> new Failing(entry, old.tries() + 1, now))
                .tries();
    }

    /** It is done with, one way or the other. */
    void remove(StreamEntry entry) {
        byId.remove(entry.id());
    }

    /** Those that have waited long enough. */
    List<StreamEntry> due() {
        return byId.values().stream()
                .filter(failing -> System.nanoTime() - failing.failedAt() >= RETRY_EVERY.toNanos())
                .map(Failing::entry)
                .toList();
    }

    /** Those of them that are not failing. */
    List<StreamEntry> without(List<StreamEntry> entries) {
        return entries.stream().filter(entry -> !byId.containsKey(entry.id())).toList();
    }

    private record Failing(StreamEntry entry, int tries, long failedAt) {}
}
