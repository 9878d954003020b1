package chat.parley.deploy.edge;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A path and everything below it; {@code *} is any one segment. */
record PathPattern(List<String> segments) {

    /** The more exact first, so that the first match is the right one. */
    static final Comparator<PathPattern> MOST_EXACT_FIRST = Comparator.<PathPattern>comparingInt(
                    pattern -> -pattern.segments.size())
            .thenComparingLong(PathPattern::wildcards);

    private static final String ANY = "*";

    static PathPattern of(String path) {
        return new PathPattern(segmentsOf(path));
    }

    static List<String> segmentsOf(String path) {
        return Arrays.stream(path.split("/")).skip(1).toList();
    }

    boolean matches(List<String> path) {
        if (path.size() < segments.size()) {
            return false;
        }
        for (var i = 0; i < segments.size(); i++) {
            if (!segments.get(i).equals(ANY) && !segments.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    private long wildcards() {
        return segments.stream().filter(ANY::equals).count();
    }
}
