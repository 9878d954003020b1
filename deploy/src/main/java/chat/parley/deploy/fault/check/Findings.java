package chat.parley.deploy.fault.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was found wrong: how often by check, and the first few of each in words. */
public final class Findings {

    private static final int WORDS_KEPT = 10;

    private final Map<Check, Long> counts = new EnumMap<>(Check.class);
    private final Map<Check, List<String>> words = new EnumMap<>(Check.class);

    public synchronized void add(Check check, String sentence, Object... arguments) {
        counts.merge(check, 1L, Long::sum);
        var kept = words.computeIfAbsent(check, _ -> new ArrayList<>());
        if (kept.size() < WORDS_KEPT) {
            kept.add(sentence.formatted(arguments));
        }
    }

    public synchronized boolean none() {
        return counts.isEmpty();
    }

    public synchronized Set<Check> red() {
        return Set.copyOf(counts.keySet());
    }

    public synchronized long count(Check check) {
        return counts.getOrDefault(check, 0L);
    }

    public synchronized long count(Check.Kind kind) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The first few of a check. */
    public synchronized List<String> words(Check check) {
        return List.copyOf(words.getOrDefault(check, List.of()));
    }

    @Override
    public synchronized String toString() {
        return words.toString();
    }
}
