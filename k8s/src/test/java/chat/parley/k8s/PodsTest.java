package chat.parley.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.deploy.Service;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What must hold for every pod of every profile, the Pod Security Standard `restricted` among it. */
class PodsTest {

    static final List<Manifests> PROFILES = List.of(Chart.production(), Chart.development());

    @ParameterizedTest
    @FieldSource("PROFILES")
    void podsAreRestricted(Manifests profile) {
        assertThat(profile.workloads()).isNotEmpty().allSatisfy(workload -> {
            var pod = Manifests.pod(workload);
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.findValues("hostPath")).isEmpty();
            assertThat(List.of("hostNetwork", "hostPID", "hostIPC"))
                    .allSatisfy(field -> assertThat(pod.has(field)).isFalse());
            assertThat(containers(workload)).allSatisfy(container -> {
                var security = container.path("securityContext");
                assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                        .isFalse();
                assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(security.at("/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
                assertThat(security.path("capabilities").has("add")).isFalse();
                assertThat(container.findValues("hostPort")).isEmpty();
            });
        });
    }

    @ParameterizedTest
    @FieldSource("PROFILES")
    void noPodHasAToken(Manifests profile) {
        assertThat(profile.workloads())
                .allSatisfy(workload -> assertThat(Manifests.pod(workload)
                                .path("automountServiceAccountToken")
                                .asBoolean(true))
                        .isFalse());
        assertThat(profile.only("ServiceAccount")
                        .path("automountServiceAccountToken")
                        .asBoolean(true))
                .isFalse();
    }

    @ParameterizedTest
    @FieldSource("PROFILES")
    void everyContainerIsProbedAndBounded(Manifests profile) {
        assertThat(longRunning(profile)
                        .flatMap(workload ->
                                Manifests.elements(Manifests.pod(workload).path("containers"))))
                .allSatisfy(container -> assertThat(List.of("startupProbe", "livenessProbe", "readinessProbe"))
                        .allSatisfy(probe -> assertThat(container.path(probe).isObject())
                                .as(probe)
                                .isTrue()));
        assertThat(profile.workloads().flatMap(PodsTest::containers)).allSatisfy(container -> {
            assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
            assertThat(container.at("/resources/requests/memory").asText()).isNotEmpty();
            assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
        });
    }

    /** The local stack shares the processors as the containers do, where nothing else is said. */
    @Test
    void aServiceAsksForItsShareOfTheProcessors() {
        assertThat(Service.values()).allSatisfy(service -> {
            var deployment = services(Chart.with(Chart.LEAST))
                    .filter(each -> Manifests.name(each).endsWith(service.module()))
                    .findFirst()
                    .orElseThrow();
            assertThat(Manifests.container(deployment)
                            .at("/resources/requests/cpu")
                            .asText())
                    .isEqualTo(service.processorShare() + "m");
        });
    }

    @ParameterizedTest
    @FieldSource("PROFILES")
    void servicesAreProbedOnTheManagementPortAndLivenessIsNotReadiness(Manifests profile) {
        assertThat(services(profile)).hasSize(5).allSatisfy(deployment -> {
            var container = Manifests.container(deployment);
            assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
            assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
            assertThat(container.findValuesAsText("port")).hasSize(3).containsOnly("management");
        });
    }

    /** Leaving the load balancers, the longest drain (5 s of waiting, 2 s of closing) and a margin fit into the grace. */
    @ParameterizedTest
    @FieldSource("PROFILES")
    void aPodHasTimeToFinish(Manifests profile) {
        assertThat(services(profile)).allSatisfy(deployment -> {
            var grace = Manifests.pod(deployment)
                    .path("terminationGracePeriodSeconds")
                    .asInt();
            var leaving = Manifests.container(deployment)
                    .at("/lifecycle/preStop/sleep/seconds")
                    .asInt();
            assertThat(leaving).isPositive();
            assertThat(grace - leaving).isGreaterThanOrEqualTo(15);
        });
    }

    @ParameterizedTest
    @FieldSource("PROFILES")
    void aNewPodIsReadyBeforeAnOldOneGoes(Manifests profile) {
        assertThat(services(profile)).allSatisfy(deployment -> {
            var update = deployment.at("/spec/strategy/rollingUpdate");
            assertThat(update.path("maxUnavailable").asInt(-1)).isZero();
            assertThat(update.path("maxSurge").asInt()).isPositive();
            assertThat(Manifests.pod(deployment).path("topologySpreadConstraints"))
                    .hasSize(2);
        });
    }

    static Stream<JsonNode> services(Manifests profile) {
        return profile.ofKind("Deployment")
                .filter(deployment -> Manifests.name(deployment).matches(".*-(service|gateway)"));
    }

    private static Stream<JsonNode> longRunning(Manifests profile) {
        return profile.workloads()
                .filter(workload -> !workload.path("kind").asText().equals("Pod"));
    }

    private static Stream<JsonNode> containers(JsonNode workload) {
        var pod = Manifests.pod(workload);
        return Stream.of("initContainers", "containers").flatMap(kind -> Manifests.elements(pod.path(kind)));
    }
}
