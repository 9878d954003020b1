package chat.parley.common.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What an OpenAPI document tells somebody who writes a client: of each operation what it is for and to which dialect it
 * belongs, what goes in, what comes out, with an example (our own services need none of internal routes), and what every
 * refusal looks like.
 */
final class Description {

    /** The dialects, and what belongs to none. */
    private static final Set<String> TAGS = Set.of(
            "friendship", "social", "lobby", "thread", "v1", "media", "documents", "keys", "sockets", "internal");

    private static final String NO_EXAMPLE = " has no example";

    private final JsonNode document;

    Description(JsonNode document) {
        this.document = document;
    }

    /** What is not told of a route, each as a sentence; empty when nothing is missing. */
    List<String> gaps(Route route) {
        var operation = operation(route);
        if (operation.isMissingNode()) {
            return List.of("is not in the document");
        }
        var gaps = new ArrayList<String>();
        if (operation.path("summary").asText().isBlank()) {
            gaps.add("has no summary");
        }
        gaps.addAll(tagGaps(route, operation));
        gaps.addAll(requestGaps(operation));
        gaps.addAll(responseGaps(operation));
        if (route.isGuarded()) {
            gaps.addAll(guardGaps(operation));
        }
        return gaps.stream()
                .filter(gap -> !route.isInternal() || !gap.endsWith(NO_EXAMPLE))
                .toList();
    }

    private JsonNode operation(Route route) {
        return document.path("paths").properties().stream()
                .filter(path -> Route.comparable(path.getKey()).equals(route.path()))
                .map(Map.Entry::getValue)
                .map(item -> item.path(route.method()))
                .filter(operation -> !operation.isMissingNode())
                .findFirst()
                .orElse(document.path("nothing"));
    }

    private static List<String> tagGaps(Route route, JsonNode operation) {
        var tags = StreamSupport.stream(operation.path("tags").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        if (tags.isEmpty() || !TAGS.containsAll(tags)) {
            return List.of("belongs to " + tags + ", and should to some of " + TAGS);
        }
        return route.path().startsWith("/api/v1/") == tags.equals(List.of("v1"))
                ? List.of()
                : List.of("is below /api/v1/ or has the tag v1, and not both");
    }

    private List<String> requestGaps(JsonNode operation) {
        return contentGaps("its request", operation.at("/requestBody/content"));
    }

    private List<String> responseGaps(JsonNode operation) {
        var gaps = new ArrayList<String>();
        var responses = operation.path("responses");
        if (responses.properties().stream().noneMatch(response -> isSuccess(response.getKey()))) {
            gaps.add("has no success");
        }
        responses.properties().forEach(response -> gaps.addAll(responseGaps(response.getKey(), response.getValue())));
        return gaps;
    }

    private List<String> responseGaps(String status, JsonNode response) {
        var gaps = new ArrayList<String>();
        if (response.path("description").asText().isBlank()) {
            gaps.add("does not say what " + status + " means");
        }
        if (hasBody(status) && response.path("content").isEmpty()) {
            gaps.add("does not say what the body of " + status + " is");
        }
        gaps.addAll(contentGaps("the body of " + status, response.path("content")));
        return gaps;
    }

    private List<String> contentGaps(String what, JsonNode content) {
        var gaps = new ArrayList<String>();
        content.properties().forEach(type -> {
            var schema = type.getValue().path("schema");
            if (schema.isEmpty()) {
                gaps.add(what + " as " + type.getKey() + " has no schema");
            } else if (type.getKey().contains("json") && !hasExample(type.getValue())) {
                gaps.addAll(withoutExample(schema, what, new HashSet<>()).toList());
            }
        });
        return gaps;
    }

    private static boolean hasExample(JsonNode mediaType) {
        return mediaType.has("example") || mediaType.has("examples");
    }

    /** Where in a schema nobody can tell what a value looks like. */
    private Stream<String> withoutExample(JsonNode schema, String where, Set<String> above) {
        if (Stream.of("example", "examples", "enum", "const", "default").anyMatch(schema::has)) {
            return Stream.empty();
        }
        var reference = schema.path("$ref").asText();
        if (!reference.isEmpty()) {
            return above.add(reference)
                    ? withoutExample(document.at(reference.substring(1)), where, new HashSet<>(above))
                    : Stream.empty();
        }
        var parts = new ArrayList<Stream<String>>();
        schema.path("properties")
                .properties()
                .forEach(property ->
                        parts.add(withoutExample(property.getValue(), where + "." + property.getKey(), above)));
        if (schema.has("items")) {
            parts.add(withoutExample(schema.path("items"), where + "[]", above));
        }
        Stream.of("anyOf", "oneOf", "allOf")
                .flatMap(of -> StreamSupport.stream(schema.path(of).spliterator(), false))
                .filter(of -> !of.path("type").asText().equals("null"))
                .forEach(of -> parts.add(withoutExample(of, where, above)));
        return parts.isEmpty() && !explainsItself(schema)
                ? Stream.of(where + NO_EXAMPLE)
                : parts.stream().flatMap(part -> part);
    }

    private static boolean explainsItself(JsonNode schema) {
        return schema.path("type").toString().contains("boolean")
                || schema.path("format").asText().equals("binary")
                || schema.path("type").asText().equals("object");
    }

    private static List<String> guardGaps(JsonNode operation) {
        var gaps = new ArrayList<String>();
        if (operation.path("security").isEmpty()) {
            gaps.add("asks for a token, and does not say so");
        }
        if (!operation.path("responses").has("401")) {
            gaps.add("does not say what 401 is");
        }
        return gaps;
    }

    private static boolean isSuccess(String status) {
        return status.startsWith("2") || status.startsWith("3") || status.equals("101");
    }

    private static boolean hasBody(String status) {
        return !status.equals("204") && !status.startsWith("3") && !status.startsWith("1");
    }
}
