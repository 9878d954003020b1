package chat.parley.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The table of values in the chart's README is made from values.yaml: {@code # --} above a value says what it is for. Run with
 * {@code -Dreadme.write=true} to write it.
 */
class ReadmeTest {

    private static final Path README = Chart.DIRECTORY.resolve("README.md");
    private static final String BEGIN = "<!-- values -->\n";
    private static final Pattern LINE = Pattern.compile("^( *)(?:# -- (?<about>.*)|# (?<more>.*)|(?<key>[\\w]+):.*)$");

    private final YAMLMapper yaml = new YAMLMapper();

    @Test
    void theReadmeHasEveryValue() throws IOException {
        var written = Files.readString(README);
        var expected = written.substring(0, written.indexOf(BEGIN) + BEGIN.length()) + "\n" + table();
        if (Boolean.getBoolean("readme.write")) {
            Files.writeString(README, expected);
        }

        assertThat(Files.readString(README)).isEqualTo(expected);
    }

    private String table() throws IOException {
        var values = yaml.readTree(Chart.DIRECTORY.resolve("values.yaml").toFile());
        return about().entrySet().stream()
                .map(value -> "| `%s` | `%s` | %s |\n"
                        .formatted(
                                value.getKey(),
                                shown(values.at("/" + value.getKey().replace('.', '/'))),
                                value.getValue()))
                .collect(Collectors.joining("", "| value | default | |\n|---|---|---|\n", ""));
    }

    private static String shown(JsonNode value) {
        return value.toString().replace("|", "\\|");
    }

    /** What is said of each value, by its path. */
    private static Map<String, String> about() throws IOException {
        var about = new LinkedHashMap<String, String>();
        Deque<String> path = new ArrayDeque<>();
        var said = new ArrayList<String>();
        for (var text : Files.readAllLines(Chart.DIRECTORY.resolve("values.yaml"))) {
            var line = LINE.matcher(text);
            if (!line.matches()) {
                continue;
            }
            if (line.group("about") != null) {
                said.add(line.group("about"));
            } else if (line.group("more") != null && !said.isEmpty()) {
                said.add(line.group("more"));
            } else if (line.group("key") != null) {
                while (path.size() > line.group(1).length() / 2) {
                    path.removeLast();
                }
                path.addLast(line.group("key"));
                if (!said.isEmpty()) {
                    about.put(String.join(".", path), String.join(" ", said));
                    said.clear();
                }
            }
        }
        return about;
    }
}
