package chat.parley.deploy.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.deploy.bench.BenchOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final List<Figure> FIGURES = List.of(
            Figure.of("latency", "p50", 2.5, "ms").atMost(2),
            Figure.of("room", "to 500 sockets", 123_456.7, "/s").atLeast(100_000),
            Figure.of("http", "sends", 99, "/s"));

    @Test
    void theTableSaysWhichAimsAreMet() {
        var lines = Report.table(FIGURES).lines().toList();

        assertThat(lines.get(0)).contains("2.50 ms").endsWith("aim ≤ 2.00, missed");
        assertThat(lines.get(1)).contains("123,457 /s").endsWith("aim ≥ 100,000, met");
        assertThat(lines.get(2)).contains("99.00 /s").doesNotContain("aim");
    }

    @Test
    void machinesReadTheSame() {
        var json = Report.json(Machine.now(), BenchOptions.parse(List.of()), FIGURES);

        var figures = json.getJsonArray("figures");
        assertThat(((JsonObject) figures.getValue(0)).getBoolean("met")).isFalse();
        assertThat(((JsonObject) figures.getValue(1)).getDouble("at_least")).isEqualTo(100_000);
        assertThat(((JsonObject) figures.getValue(2)).containsKey("met")).isFalse();
        assertThat(json.getJsonObject("machine").getInteger("processors")).isPositive();
    }
}
