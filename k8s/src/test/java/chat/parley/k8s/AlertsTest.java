package chat.parley.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each alert comes when it should, and not otherwise: by Prometheus' own engine, where there is one. */
class AlertsTest {

    private static final Path RULES = Path.of("parley", "monitoring", "alerts.yaml");
    private static final Path TESTS = Path.of("src", "test", "resources", "alerts.test.yaml");

    @Test
    void everyAlertIsTried() throws IOException {
        var alerts = names(RULES, "alert");

        assertThat(alerts).hasSizeGreaterThan(5);
        assertThat(names(TESTS, "alertname")).isEqualTo(alerts);
    }

    @Test
    void alertsComeWhenTheyShould() throws Exception {
        var promtool = promtool();
        assumeTrue(
                promtool.isPresent(),
                "There is no promtool on the PATH (Debian: prometheus), so the alerts are not tried.");

        assertThat(run(promtool.get(), "check", "rules", RULES.toString())).isZero();
        assertThat(run(promtool.get(), "test", "rules", TESTS.toString())).isZero();
    }

    private static int run(Path program, String... arguments) throws IOException, InterruptedException {
        var command = Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                .toList();
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private static Optional<Path> promtool() {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getenv("PATH"))
                .map(directory -> Path.of(directory, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Set<String> names(Path file, String key) throws IOException {
        return new YAMLMapper()
                .readTree(file.toFile()).findValues(key).stream()
                        .map(JsonNode::asText)
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
