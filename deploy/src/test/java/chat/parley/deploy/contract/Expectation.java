package chat.parley.deploy.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Holds an answer against what a file says of it: every key and no other, every element in its place, and where a
 * placeholder stands, something of its kind. {@code <uuid>} is any id; {@code <uuid ben.id>} keeps it as {@code $ben.id}.
 */
final class Expectation {

    /** As an element of a list: whatever else there is. */
    private static final String OTHERS = "<others>";

    private static final Pattern PLACEHOLDER = Pattern.compile("<([a-z-]+)(?: ([\\w.]+))?>");

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("int", "\\d+"),
            Map.entry("uuid", "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
            Map.entry("token", "[\\w-]+\\.[\\w-]+\\.[\\w-]+"),
            Map.entry("time", "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z"),
            Map.entry("offset-time", "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00"),
            Map.entry("instant", "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z"),
            Map.entry("date-path", "\\d{4}/\\d\\d/\\d\\d"),
            Map.entry("word", "[\\w.-]+"),
            Map.entry("text", "(?s).+"));

    private final Map<String, Object> captured = new HashMap<>();

    private Expectation() {}

    /**
     * @param expected with all names filled in
     * @return what the placeholders with a name stood for
     * @throws AssertionError saying where the answer is another
     */
    static Map<String, Object> check(Object expected, Object actual) {
        var expectation = new Expectation();
        expectation.check("", expected, actual);
        return expectation.captured;
    }

    private void check(String where, Object expected, Object actual) {
        switch (expected) {
            case Map<?, ?> map -> checkObject(where, map, actual);
            case List<?> list when list.contains(OTHERS) -> checkAmong(where, list, actual);
            case List<?> list -> checkList(where, list, actual);
            case String text -> checkText(where, text, actual);
            case Integer number -> require(isSame(number, actual), where, expected, actual);
            case Long number -> require(isSame(number, actual), where, expected, actual);
            case null, default -> require(Objects.equals(expected, actual), where, expected, actual);
        }
    }

    private void checkObject(String where, Map<?, ?> expected, Object actual) {
        require(actual instanceof Map<?, ?> map && map.keySet().equals(expected.keySet()), where, expected, actual);
        expected.forEach((key, value) -> check(where + "." + key, value, ((Map<?, ?>) actual).get(key)));
    }

    private void checkList(String where, List<?> expected, Object actual) {
        require(actual instanceof List<?> list && list.size() == expected.size(), where, expected, actual);
        for (var i = 0; i < expected.size(); i++) {
            check(where + "[" + i + "]", expected.get(i), ((List<?>) actual).get(i));
        }
    }

    /** The expected ones are all there, in this order. */
    private void checkAmong(String where, List<?> expected, Object actual) {
        require(actual instanceof List<?>, where, expected, actual);
        var left = new ArrayList<>((List<?>) actual).iterator();
        for (var one : expected.stream().filter(one -> !OTHERS.equals(one)).toList()) {
            var found = false;
            while (!found && left.hasNext()) {
                found = matches(one, left.next());
            }
            require(found, where, one, actual);
        }
    }

    private boolean matches(Object expected, Object actual) {
        try {
            captured.putAll(check(expected, actual));
            return true;
        } catch (AssertionError another) {
            return false;
        }
    }

    private void checkText(String where, String expected, Object actual) {
        var placeholder = PLACEHOLDER.matcher(expected);
        if (placeholder.matches()) {
            checkKind(where, placeholder.group(1), placeholder.group(2), actual);
            return;
        }
        var pattern = new StringBuilder();
        var names = new ArrayList<String>();
        placeholder.reset();
        var end = 0;
        while (placeholder.find()) {
            pattern.append(Pattern.quote(expected.substring(end, placeholder.start())))
                    .append("(?<p")
                    .append(names.size())
                    .append('>')
                    .append(pattern(placeholder.group(1)))
                    .append(')');
            names.add(placeholder.group(2));
            end = placeholder.end();
        }
        pattern.append(Pattern.quote(expected.substring(end)));
        var found = Pattern.compile(pattern.toString()).matcher(actual instanceof String text ? text : "");
        require(actual instanceof String && found.matches(), where, expected, actual);
        for (var i = 0; i < names.size(); i++) {
            capture(names.get(i), found.group("p" + i));
        }
    }

    private void checkKind(String where, String kind, String name, Object actual) {
        var fits = switch (kind) {
            case "any" -> true;
            case "int" -> actual instanceof Integer || actual instanceof Long;
            default -> actual instanceof String text && text.matches(pattern(kind));
        };
        require(fits, where, "<" + kind + ">", actual);
        capture(name, actual);
    }

    private static String pattern(String kind) {
        return Objects.requireNonNull(KINDS.get(kind), () -> "There is no kind <" + kind + ">.");
    }

    private void capture(String name, Object value) {
        if (name != null) {
            captured.put(name, value);
        }
    }

    private static boolean isSame(Number expected, Object actual) {
        return (actual instanceof Integer || actual instanceof Long)
                && ((Number) actual).longValue() == expected.longValue();
    }

    private static void require(boolean holds, String where, Object expected, Object actual) {
        if (!holds) {
            throw new AssertionError("at %s: expected %s, but was %s"
                    .formatted(
                            where.isEmpty() ? "the top" : where.substring(where.startsWith(".") ? 1 : 0),
                            expected,
                            actual));
        }
    }
}
