package chat.parley.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing may talk to anything, but along the arrows that exist. */
class NetworkTest {

    private static final String COMPONENT = "app.kubernetes.io/component";
    private static final Pattern NEIGHBOUR = Pattern.compile("parley\\.services\\.(\\w+)");

    private final Manifests production = Chart.production();
    private final Manifests development = Chart.development();

    @Test
    void everythingIsDeniedFirst() {
        var deny = production.find("NetworkPolicy", "chat-parley-deny").path("spec");

        assertThat(deny.path("policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
        assertThat(deny.has("ingress")).isFalse();
        assertThat(deny.has("egress")).isFalse();
        assertThat(deny.at("/podSelector/matchLabels").has(COMPONENT)).isFalse();
    }

    /** The addresses that a service's own sources ask for are the arrows. */
    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "user-service", "friendship-service", "message-service", "chat-gateway"})
    void aServiceReachesTheNeighboursItIsConfiguredWithAndNoOther(String service) throws IOException {
        var neighbours = neighboursOf(service);

        assertThat(egressOn(8080, policyOf(service)).map(NetworkTest::component))
                .containsExactlyInAnyOrderElementsOf(neighbours);
        assertThat(Stream.of("auth-service", "user-service", "friendship-service", "message-service", "chat-gateway")
                        .filter(other -> ingressOn(8080, policyOf(other))
                                .map(NetworkTest::component)
                                .anyMatch(service::equals)))
                .containsExactlyInAnyOrderElementsOf(neighbours);
        assertThat(neighbours.stream().map(NetworkTest::key))
                .allSatisfy(key -> assertThat(Manifests.environment(
                                        production.find("Deployment", "chat-parley-" + service),
                                        "PARLEY_SERVICES_" + key.toUpperCase(java.util.Locale.ROOT))
                                .asText())
                        .isEqualTo("http://chat-parley-" + module(key) + ":8080"));
    }

    @Test
    void onlyTheOperatorsEntranceAndMonitoringComeInFromOutside() {
        assertThat(outside(ingressOn(8080, policyOf("chat-gateway"))))
                .containsExactly("{\"kubernetes.io/metadata.name\":\"gateways\"}");
        assertThat(outside(ingressOn(9000, policyOf("chat-gateway"))))
                .containsExactly("{\"kubernetes.io/metadata.name\":\"monitoring\"}");
    }

    @Test
    void theGatewayCannotReachPostgres() {
        assertThat(portsOut(policyOf("chat-gateway"))).containsExactlyInAnyOrder(53, 6379, 8080);
        assertThat(portsOut(policyOf("auth-service"))).containsExactlyInAnyOrder(53, 5432, 6379, 8080);
    }

    /** Nobody reaches a collector that nobody has asked for. */
    @Test
    void tracesGoToTheCollectorAlone() {
        var values = new HashMap<String, String>(Chart.LEAST);
        assertThat(portsOut(Chart.with(values).find("NetworkPolicy", "chat-parley-chat-gateway")))
                .doesNotContain(4318);
        values.put("tracing.endpoint", "http://collector.observability:4318");

        assertThat(portsOut(Chart.with(values).find("NetworkPolicy", "chat-parley-chat-gateway")))
                .contains(4318);
    }

    @Test
    void onlyThoseWhoKeepFilesReachTheirStoreAndOnlyThere() {
        assertThat(portsOut(policyOf("user-service"))).containsExactlyInAnyOrder(53, 5432, 6379, 8080, 443);
        assertThat(portsOut(policyOf("message-service"))).containsExactlyInAnyOrder(53, 5432, 6379, 8080, 443);
        assertThat(portsOut(policyOf("friendship-service"))).containsExactlyInAnyOrder(53, 5432, 6379, 8080);
        assertThat(egressOn(443, policyOf("message-service")))
                .extracting(peer -> peer.at("/ipBlock/cidr").asText())
                .containsExactly("192.0.2.10/32");
        assertThat(portsOut(development.find("NetworkPolicy", "chat-parley-message-service")))
                .doesNotContain(443);
    }

    @Test
    void storesThatComeAlongTakeTheServicesAndNobodyElse() {
        var postgres = development.find("NetworkPolicy", "chat-parley-postgres");
        var redis = development.find("NetworkPolicy", "chat-parley-redis");

        assertThat(ingressOn(5432, postgres).map(NetworkTest::component))
                .containsExactlyInAnyOrder("auth-service", "user-service", "friendship-service", "message-service");
        assertThat(ingressOn(6379, redis).map(NetworkTest::component))
                .hasSize(5)
                .contains("chat-gateway");
        assertThat(postgres.path("spec").has("egress")).isFalse();
        assertThat(redis.path("spec").has("egress")).isFalse();
    }

    private static Set<String> neighboursOf(String service) throws IOException {
        try (var files = Files.walk(Path.of("..", service, "src", "main"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(java|properties)"))
                    .flatMap(file -> NEIGHBOUR.matcher(read(file)).results())
                    .map(found -> module(found.group(1)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<String> outside(Stream<JsonNode> peers) {
        return peers.filter(peer -> peer.has("namespaceSelector"))
                .map(peer -> peer.at("/namespaceSelector/matchLabels").toString());
    }

    private JsonNode policyOf(String service) {
        return production.find("NetworkPolicy", "chat-parley-" + service);
    }

    private static Stream<JsonNode> ingressOn(int port, JsonNode policy) {
        return rulesOn(port, policy.at("/spec/ingress")).flatMap(rule -> Manifests.elements(rule.path("from")));
    }

    private static Stream<JsonNode> egressOn(int port, JsonNode policy) {
        return rulesOn(port, policy.at("/spec/egress")).flatMap(rule -> Manifests.elements(rule.path("to")));
    }

    private static Stream<JsonNode> rulesOn(int port, JsonNode rules) {
        return Manifests.elements(rules)
                .filter(rule -> rule.findValuesAsText("port").contains(Integer.toString(port)));
    }

    private static Set<Integer> portsOut(JsonNode policy) {
        return policy.at("/spec/egress").findValues("port").stream()
                .map(JsonNode::asInt)
                .collect(Collectors.toSet());
    }

    private static String component(JsonNode peer) {
        return peer.path("podSelector").path("matchLabels").path(COMPONENT).asText();
    }

    private static String module(String key) {
        return key.equals("gateway") ? "chat-gateway" : key + "-service";
    }

    private static String key(String module) {
        return List.of(module.split("-")).get(module.equals("chat-gateway") ? 1 : 0);
    }
}
