package chat.parley.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.deploy.fault.lab.RolloutRules;
import chat.parley.deploy.fault.lab.RolloutRules.PodProbe;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Row 21 of the fault harness replaces processes as the chart does pods. */
class RolloutTest {

    @ParameterizedTest
    @FieldSource("chat.parley.k8s.PodsTest#PROFILES")
    void theHarnessReplacesProcessesAsTheChartReplacesPods(Manifests profile) {
        assertThat(PodsTest.services(profile))
                .hasSize(5)
                .allSatisfy(deployment -> assertThat(rules(deployment)).isEqualTo(RolloutRules.load()));
    }

    private static RolloutRules rules(JsonNode deployment) {
        var update = deployment.at("/spec/strategy/rollingUpdate");
        var container = Manifests.container(deployment);
        return new RolloutRules(
                update.path("maxSurge").asInt(),
                update.path("maxUnavailable").asInt(),
                seconds(deployment.at("/spec/minReadySeconds"), 0),
                seconds(container.at("/lifecycle/preStop/sleep/seconds"), 0),
                seconds(Manifests.pod(deployment).path("terminationGracePeriodSeconds"), 30),
                probe(container.path("startupProbe")),
                probe(container.path("readinessProbe")));
    }

    /** What is not said is as the Kubernetes API has it by default. */
    private static PodProbe probe(JsonNode probe) {
        assertThat(probe.path("successThreshold").asInt(1)).isOne();
        assertThat(probe.path("initialDelaySeconds").asInt(0)).isZero();
        return new PodProbe(
                probe.at("/httpGet/path").asText(),
                seconds(probe.path("periodSeconds"), 10),
                seconds(probe.path("timeoutSeconds"), 1),
                probe.path("failureThreshold").asInt(3));
    }

    private static Duration seconds(JsonNode value, int otherwise) {
        return Duration.ofSeconds(value.asInt(otherwise));
    }
}
