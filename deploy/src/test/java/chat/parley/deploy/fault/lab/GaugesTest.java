package chat.parley.deploy.fault.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GaugesTest {

    @Test
    void sumsTheLinesOfOneNameWhateverTheirLabels() {
        var metrics = """
                # HELP parley_socket_open
                parley_socket_open{dialect="v1"} 40.0
                parley_socket_open{dialect="lobby"} 2.0
                parley_socket_opened_total 99.0
                jvm_threads_live_threads 31.0
                """;

        assertThat(Gauges.sum(metrics, "parley_socket_open")).isEqualTo(42);
        assertThat(Gauges.sum(metrics, "jvm_threads_live_threads")).isEqualTo(31);
        assertThat(Gauges.sum(metrics, "never_heard_of")).isZero();
    }
}
