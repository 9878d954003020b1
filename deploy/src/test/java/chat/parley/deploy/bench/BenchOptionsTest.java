package chat.parley.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.deploy.CannotRun;
import chat.parley.deploy.bench.load.Speech;
import chat.parley.deploy.bench.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchOptionsTest {

    @Test
    void nothingSaidIsEverything() {
        var options = BenchOptions.parse(List.of());

        assertThat(options.scenarios())
                .extracting(Scenario::name)
                .containsExactly(
                        "latency", "throughput", "cost", "room", "idle", "history", "http", "logins", "reconnect");
        assertThat(options.dialects()).containsExactly(Speech.V1, Speech.FRIENDSHIP);
        assertThat(options.ratesOr(500, 2_000)).containsExactly(500, 2_000);
        assertThat(options.socketsOr(10_000)).isEqualTo(10_000);
    }

    @Test
    void whatIsSaidIsTaken() {
        var options = BenchOptions.parse(
                List.of("room", "cost", "--dialect", "v1", "--rate", "100", "--rate", "300", "--sockets", "7"));

        assertThat(options.scenarios()).extracting(Scenario::name).containsExactly("room", "cost");
        assertThat(options.dialects()).containsExactly(Speech.V1);
        assertThat(options.ratesOr(500)).containsExactly(100, 300);
        assertThat(options.socketsOr(500)).isEqualTo(7);
        assertThat(options.warmUp()).isEqualTo(Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "speed",
                "--dialect lobby",
                "--rate 0",
                "--rate",
                "--pairs many",
                "--gateways 11",
                "--seconds 0",
                "--messages 1",
                "--never 1"
            })
    void whatMakesNoSenseIsRefused(String arguments) {
        assertThatThrownBy(() -> BenchOptions.parse(List.of(arguments.split(" "))))
                .isInstanceOf(CannotRun.class);
    }
}
