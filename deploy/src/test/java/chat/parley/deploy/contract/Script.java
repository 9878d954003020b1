package chat.parley.deploy.contract;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A conversation as its file tells it; {@code conversations/README.md} has the form.
 *
 * @param people who takes part
 * @param steps what is said, in order
 * @param table what is asked by everybody afterwards, as {@link AuthorizationTest} has it; empty in a mere conversation
 */
record Script(List<String> people, List<Step> steps, Map<String, Map<Object, Object>> table) {

    static Script of(String resource) throws IOException {
        try (var file = Script.class.getResourceAsStream(resource)) {
            return read(file);
        }
    }

    @SuppressWarnings("unchecked")
    private static Script read(InputStream file) {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(1_000);
        Map<String, Object> script = new Yaml(new SafeConstructor(options)).load(file);
        var steps = ((List<Map<String, Map<Object, Object>>>) script.get("steps"))
                .stream()
                        .flatMap(step -> step.entrySet().stream())
                        .flatMap(step -> steps(step.getKey(), step.getValue()));
        return new Script((List<String>) script.get("people"), steps.toList(), (Map<String, Map<Object, Object>>)
                script.getOrDefault("table", Map.of()));
    }

    /** A step with {@code each} stands for as many as it lists, each of which adds its own to what they share. */
    @SuppressWarnings("unchecked")
    private static Stream<Step> steps(String title, Map<Object, Object> shared) {
        var each = (List<Map<Object, Object>>) shared.get("each");
        if (each == null) {
            return Stream.of(new Step(title, shared));
        }
        return IntStream.range(0, each.size()).mapToObj(i -> {
            var details = new LinkedHashMap<>(shared);
            details.remove("each");
            details.putAll(each.get(i));
            return new Step(title + ", " + (i + 1) + " of " + each.size(), details);
        });
    }

    /** @param details as in the file */
    record Step(String title, Map<Object, Object> details) {

        boolean has(String name) {
            return details.containsKey(name);
        }

        Object get(String name) {
            return details.get(name);
        }
    }
}
