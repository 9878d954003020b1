package chat.parley.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.marcnuri.helm.Helm;
import io.kubernetes.client.util.ModelMapper;
import io.kubernetes.client.util.Yaml;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every manifest of every profile is one that the Kubernetes API of the client library's version takes. */
class ManifestsTest {

    /** Not part of Kubernetes itself; their rules are tested by name elsewhere. */
    private static final Set<String> EXTENSIONS = Set.of("gateway.networking.k8s.io/v1", "monitoring.coreos.com/v1");

    static Stream<Manifests> installations() {
        return Stream.of(Chart.production(), Chart.development(), ingress());
    }

    @Test
    void helmsLinterHasNothingToSay() {
        var lint = new Helm(Chart.DIRECTORY).lint().strict().call();

        assertThat(lint.isFailed()).as(String.join("\n", lint.getMessages())).isFalse();
    }

    @ParameterizedTest
    @MethodSource("installations")
    void everyManifestIsTakenByTheApi(Manifests installation) {
        assertThat(installation.all()).hasSizeGreaterThan(20).allSatisfy(ManifestsTest::isTaken);
    }

    @ParameterizedTest
    @MethodSource("installations")
    void namesAreUniqueAndFitIntoALabel(Manifests installation) {
        assertThat(installation.all())
                .extracting(object -> object.path("kind").asText() + "/" + Manifests.name(object))
                .doesNotHaveDuplicates()
                .allSatisfy(name ->
                        assertThat(name.substring(name.indexOf('/') + 1)).matches("[a-z0-9-]{1,63}"));
    }

    @ParameterizedTest
    @MethodSource("installations")
    void selectorsFindTheirOwnPods(Manifests installation) {
        assertThat(installation
                        .workloads()
                        .filter(workload -> workload.path("spec").has("selector")))
                .isNotEmpty()
                .allSatisfy(workload -> {
                    var selector = workload.at("/spec/selector/matchLabels");
                    var labels = workload.at("/spec/template/metadata/labels");
                    assertThat(selector.properties())
                            .isNotEmpty()
                            .allSatisfy(label ->
                                    assertThat(labels.path(label.getKey())).isEqualTo(label.getValue()));
                });
    }

    @ParameterizedTest
    @MethodSource("installations")
    void everySecretAndConfigMapThatIsMountedIsThereOrIsTheOperators(Manifests installation) {
        var there = Stream.of("Secret", "ConfigMap")
                .flatMap(installation::ofKind)
                .map(Manifests::name)
                .toList();

        var asked = installation
                .workloads()
                .flatMap(workload -> Stream.of("secretName", "secretKeyRef", "configMapRef")
                        .flatMap(reference -> workload.findValues(reference).stream())
                        .map(reference -> reference.isTextual()
                                ? reference.asText()
                                : reference.path("name").asText()));

        assertThat(asked)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name)
                        .satisfiesAnyOf(
                                ours -> assertThat(there).contains(ours),
                                // as values-production.yaml and LEAST call the operator's own
                                theirs -> assertThat(theirs).matches("parley-.*|db")));
    }

    @Test
    void aMistakeWouldBeFound() {
        var unknownField =
                (ObjectNode) Chart.production().only("ServiceAccount").deepCopy();
        unknownField.put("automountToken", false);

        assertThatThrownBy(() -> isTaken(unknownField)).hasMessageContaining("automountToken");
    }

    private static Manifests ingress() {
        var values = new HashMap<>(Chart.LEAST);
        values.put("entrance.kind", "ingress");
        return Chart.with(Map.copyOf(values));
    }

    private static void isTaken(JsonNode manifest) {
        var version = manifest.path("apiVersion").asText();
        if (EXTENSIONS.contains(version)) {
            return;
        }
        var type = ModelMapper.getApiTypeClass(version, manifest.path("kind").asText());
        assertThat(type).as("%s %s", version, manifest.path("kind")).isNotNull();
        assertThatCode(() -> Yaml.load(manifest.toString())).doesNotThrowAnyException();
        validate(type, JsonParser.parseString(manifest.toString()));
    }

    /** The models' own check: no unknown field, every required one, every value of its type. */
    private static void validate(Class<?> type, JsonElement manifest) {
        try {
            type.getMethod("validateJsonElement", JsonElement.class).invoke(null, manifest);
        } catch (InvocationTargetException refused) {
            throw new AssertionError(refused.getCause().getMessage(), refused.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
