package chat.parley.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What Helm made of the chart, object by object. */
record Manifests(List<JsonNode> all) {

    private static final YAMLMapper YAML = new YAMLMapper();

    static Manifests parse(String rendered) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(rendered)) {
            return new Manifests(documents.readAll().stream()
                    .filter(document -> document.hasNonNull("kind"))
                    .toList());
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    Stream<JsonNode> ofKind(String kind) {
        return all.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    JsonNode only(String kind) {
        var found = ofKind(kind).toList();
        if (found.size() != 1) {
            throw new AssertionError("%d objects of kind %s".formatted(found.size(), kind));
        }
        return found.getFirst();
    }

    JsonNode find(String kind, String name) {
        return ofKind(kind)
                .filter(object -> name(object).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no %s %s".formatted(kind, name)));
    }

    /** Everything that runs pods, or is one. */
    Stream<JsonNode> workloads() {
        return all.stream().filter(object -> pod(object).has("containers"));
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    static JsonNode pod(JsonNode workload) {
        return workload.path("kind").asText().equals("Pod")
                ? workload.path("spec")
                : workload.at("/spec/template/spec");
    }

    static JsonNode container(JsonNode workload) {
        return pod(workload).at("/containers/0");
    }

    /** The value of an environment variable that is written out, or missing. */
    static JsonNode environment(JsonNode workload, String variable) {
        return variable(container(workload), variable).path("value");
    }

    /** An environment variable of a container, or missing. */
    static JsonNode variable(JsonNode container, String name) {
        return elements(container.path("env"))
                .filter(entry -> entry.path("name").asText().equals(name))
                .findFirst()
                .orElseGet(YAML::missingNode);
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
