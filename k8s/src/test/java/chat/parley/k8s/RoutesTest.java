package chat.parley.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.deploy.edge.Routes;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The entrances of a cluster send every path where the local edge sends it. */
class RoutesTest {

    private static final Pattern EXPRESSION = Pattern.compile("PathRegexp\\(`([^`]+)`\\)");

    private final Routes edge = Routes.load();
    private final JsonNode route = Chart.production().only("HTTPRoute");

    @Test
    void theHttpRouteAgreesWithTheEdge() {
        var entrance = HttpRouteMatches.of(route);

        agrees(entrance::expressionsFirst);
        agrees(entrance::prefixesFirst);
    }

    @Test
    void theIngressAgreesWithTheEdge() {
        var values = new HashMap<>(Chart.LEAST);
        values.put("entrance.kind", "ingress");

        var paths = Chart.with(values).only("Ingress").at("/spec/rules/0/http/paths");

        agrees(path -> ingress(paths, path));
    }

    @Test
    void theGatewayOfTheComposeFileAgreesWithTheEdge() throws IOException {
        var routers = new YAMLMapper()
                .readTree(Path.of("../deploy/containers/traefik-routes.yaml").toFile())
                .at("/http/routers");

        agrees(path -> traefik(routers, path));
    }

    /** As the edge does: who could name a trace could have everything recorded. */
    @Test
    void clientsNameNoTrace() {
        var values = new HashMap<>(Chart.LEAST);
        values.put("entrance.kind", "gateway");
        values.put("entrance.gateway.parentRefs[0].name", "public");
        var rules = Chart.with(values).only("HTTPRoute").at("/spec/rules");
        values.put("tracing.fromEntrance", "true");
        var traced = Chart.with(values).only("HTTPRoute").at("/spec/rules");

        assertThat(rules)
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.at("/filters/0/requestHeaderModifier/remove")
                                .toString())
                        .contains("traceparent", "tracestate", "baggage"));
        assertThat(traced).noneMatch(rule -> rule.has("filters"));
    }

    @Test
    void theHttpRouteKeepsTheLimitsOfItsApi() {
        var rules = route.at("/spec/rules");

        assertThat(rules.size()).isBetween(1, 16);
        assertThat(Manifests.elements(rules))
                .allSatisfy(rule -> assertThat(rule.path("matches").size()).isBetween(1, 64));
        assertThat(rules.findValues("path")).hasSizeLessThanOrEqualTo(128);
    }

    @Test
    void socketsMayStayForEver() {
        var sockets = Manifests.elements(route.at("/spec/rules"))
                .filter(rule -> backend(rule).equals("chat-parley-chat-gateway"));

        assertThat(sockets)
                .hasSize(1)
                .allSatisfy(rule ->
                        assertThat(rule.at("/timeouts/request").asText()).isEqualTo("0s"));
    }

    private void agrees(Function<String, Optional<String>> entrance) {
        assertThat(samples())
                .hasSizeGreaterThan(200)
                .allSatisfy(path -> assertThat(entrance.apply(path))
                        .as(path)
                        .isEqualTo(edge.find(path).map(service -> "chat-parley-" + service.module())));
    }

    /** Every route of the table as it stands, with a slash, with more behind it, and near misses. */
    private static List<String> samples() {
        return table().values().stream()
                .flatMap(List::stream)
                .map(path -> path.replace("*", "17"))
                .flatMap(path -> Stream.of(
                        path,
                        path + "/",
                        path + "/x",
                        path + "/x/y/",
                        path + "x",
                        path.substring(0, path.length() - 1)))
                .distinct()
                .toList();
    }

    private static Map<String, List<String>> table() {
        try {
            return new YAMLMapper()
                    .readValue(Chart.DIRECTORY.resolve("routes.yaml").toFile(), new TypeReference<>() {});
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    /** As ingress-nginx does with {@code use-regex}: everything is an expression, the longest goes first. */
    private static Optional<String> ingress(JsonNode paths, String path) {
        return Manifests.elements(paths)
                .sorted(Comparator.comparingInt(
                        (JsonNode candidate) -> -candidate.path("path").asText().length()))
                .filter(candidate -> candidate.path("pathType").asText().equals("Prefix")
                        ? isUnder(candidate.path("path").asText(), path)
                        : path.matches(candidate.path("path").asText()))
                .findFirst()
                .map(candidate -> candidate.at("/backend/service/name").asText());
    }

    /** The router of the highest priority, one of whose expressions is found in the path. */
    private static Optional<String> traefik(JsonNode routers, String path) {
        return Manifests.elements(routers)
                .filter(router -> EXPRESSION
                        .matcher(router.path("rule").asText())
                        .results()
                        .anyMatch(found ->
                                Pattern.compile(found.group(1)).matcher(path).find()))
                .max(Comparator.comparingInt(
                        (JsonNode router) -> router.path("priority").asInt()))
                .map(router -> "chat-parley-" + router.path("service").asText());
    }

    private static boolean isUnder(String prefix, String path) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }

    private static String backend(JsonNode rule) {
        return rule.at("/backendRefs/0/name").asText();
    }

    /** Which of expression and prefix goes first is left to the gateway by its specification, so both orders must do. */
    private record HttpRouteMatches(List<Match> expressions, List<Match> prefixes) {

        record Match(String path, String service) {}

        static HttpRouteMatches of(JsonNode route) {
            var matches = new HttpRouteMatches(new ArrayList<>(), new ArrayList<>());
            Manifests.elements(route.at("/spec/rules"))
                    .forEach(rule -> Manifests.elements(rule.path("matches")).forEach(match -> {
                        var path = match.at("/path/value").asText();
                        var isExpression = match.at("/path/type").asText().equals("RegularExpression");
                        (isExpression ? matches.expressions : matches.prefixes).add(new Match(path, backend(rule)));
                    }));
            return matches;
        }

        Optional<String> expressionsFirst(String path) {
            return byExpression(path).or(() -> byPrefix(path));
        }

        Optional<String> prefixesFirst(String path) {
            return byPrefix(path).or(() -> byExpression(path));
        }

        private Optional<String> byExpression(String path) {
            return expressions.stream()
                    .filter(match -> path.matches(match.path()))
                    .findFirst()
                    .map(Match::service);
        }

        private Optional<String> byPrefix(String path) {
            return prefixes.stream()
                    .filter(match -> isUnder(match.path(), path))
                    .max(Comparator.comparingInt(match -> match.path().length()))
                    .map(Match::service);
        }
    }
}
