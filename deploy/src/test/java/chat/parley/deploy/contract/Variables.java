package chat.parley.deploy.contract;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the answers of a conversation have said so far, by name: {@code $ben.id} in a file stands for it from then on. */
final class Variables {

    private static final Pattern NAME = Pattern.compile("\\$(\\w+(?:\\.\\w+)?)");

    private final Map<String, Object> values = new HashMap<>();

    void put(String name, Object value) {
        values.put(name, value);
    }

    void putAll(Map<String, Object> captured) {
        values.putAll(captured);
    }

    /** The text, object or list with every name replaced; a text that is only a name becomes what the name stands for. */
    Object fill(Object template) {
        return switch (template) {
            case String text -> fill(text);
            case List<?> list -> list.stream().map(this::fill).toList();
            case Map<?, ?> map -> {
                var filled = new LinkedHashMap<Object, Object>();
                map.forEach((key, value) -> filled.put(key, fill(value)));
                yield filled;
            }
            case null -> null;
            default -> template;
        };
    }

    String text(Object template) {
        return String.valueOf(fill(template));
    }

    private Object fill(String text) {
        var name = NAME.matcher(text);
        if (name.matches()) {
            return value(name.group(1));
        }
        return name.reset()
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(String.valueOf(value(found.group(1)))));
    }

    private Object value(String name) {
        if (!values.containsKey(name)) {
            throw new AssertionError("No step before has said what $" + name + " is.");
        }
        return values.get(name);
    }
}
