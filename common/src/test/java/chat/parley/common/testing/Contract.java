package chat.parley.common.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An OpenAPI document, taken at its word: an answer has exactly the fields it describes. So a field that is not described, or
 * one that is described and missing, is a difference.
 */
public final class Contract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOCATION = "https://contract.test/openapi";

    /** What any route may answer for reasons that are not its own. */
    private static final Set<Integer> ANYWHERE = Set.of(301, 307, 405, 406, 413, 415, 503);

    private final JsonNode document;
    private final JsonSchemaFactory schemas;

    public Contract(String openApi) throws JsonProcessingException {
        document = JSON.readTree(openApi);
        document.at("/components/schemas").forEach(Contract::takeAtItsWord);
        schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(LOCATION, document.toString()))));
    }

    /**
     * What is different from what is described; empty when nothing is.
     *
     * @param headers the names of those that the answer has
     */
    public Optional<String> difference(
            String method, String path, int status, Set<String> headers, String contentType, String body) {
        return differenceOfHeaders(status, headers)
                .or(() -> differenceOfAnswer(method, path, status, headers, contentType, body));
    }

    /** What HTTP itself asks for (RFC 9110, sections 11.6.1, 15.4 and 15.5.6). */
    private static Optional<String> differenceOfHeaders(int status, Set<String> headers) {
        return switch (status) {
            case 301, 307 -> missing("Location", headers);
            case 405 -> missing("Allow", headers);
            default -> Optional.empty();
        };
    }

    private static Optional<String> missing(String header, Set<String> headers) {
        return headers.stream().anyMatch(header::equalsIgnoreCase)
                ? Optional.empty()
                : Optional.of("the header " + header + " is missing");
    }

    private Optional<String> differenceOfAnswer(
            String method, String path, int status, Set<String> headers, String contentType, String body) {
        var template = template(path);
        if (template.isEmpty()) {
            return status < 300 ? Optional.of(path + " is not described") : Optional.empty();
        }
        var pointer = "/paths/" + escape(template.get()) + "/" + method.toLowerCase(java.util.Locale.ROOT);
        return document.at(pointer).isMissingNode()
                ? differenceWithoutOperation(method, path, status)
                : difference(pointer, status, headers, contentType, body);
    }

    private static Optional<String> differenceWithoutOperation(String method, String path, int status) {
        return ANYWHERE.contains(status) || method.equals("HEAD") || method.equals("OPTIONS")
                ? Optional.empty()
                : Optional.of(method + " " + path + " is not described, and answers " + status);
    }

    private Optional<String> difference(
            String operation, int status, Set<String> headers, String contentType, String body) {
        var response = operation + "/responses/" + status;
        if (document.at(response).isMissingNode()) {
            return ANYWHERE.contains(status)
                    ? Optional.empty()
                    : Optional.of("status " + status + " is not described: " + body);
        }
        return documentedHeaders(response)
                .flatMap(header -> missing(header, headers).stream())
                .findFirst()
                .or(() -> operation.endsWith("/head")
                        ? Optional.empty()
                        : differenceOfBody(response + "/content", contentType, body));
    }

    private Stream<String> documentedHeaders(String response) {
        return document.at(response + "/headers").properties().stream()
                .filter(header -> header.getValue().path("required").asBoolean())
                .map(Map.Entry::getKey);
    }

    private Optional<String> differenceOfBody(String content, String contentType, String body) {
        if (!isJson(contentType)) {
            return Optional.empty();
        }
        var type = contentType.replaceAll(";.*", "").trim();
        var schema = content + "/" + escape(type) + "/schema";
        if (document.at(schema).isMissingNode()) {
            return Optional.of("the body of " + content + " as " + type + " is not described");
        }
        try {
            var differences = schemas.getSchema(SchemaLocation.of(LOCATION + "#" + schema))
                    .validate(JSON.readTree(body));
            return differences.isEmpty() ? Optional.empty() : Optional.of(differences + " in " + body);
        } catch (JsonProcessingException malformed) {
            return Optional.of("malformed JSON: " + body);
        }
    }

    private Optional<String> template(String path) {
        return document.path("paths").properties().stream()
                .map(Map.Entry::getKey)
                .filter(template -> pattern(template).matcher(path).matches())
                .min(Comparator.comparingLong(
                        template -> template.chars().filter(c -> c == '{').count()));
    }

    private static Pattern pattern(String template) {
        var path = template.replaceAll("/+$", "").replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q");
        return Pattern.compile("\\Q" + path + "\\E/?");
    }

    /** What is said of required fields counts; where nothing is said, all are. */
    private static void takeAtItsWord(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties")) {
            if (!object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
            if (!object.has("required")) {
                var required = object.putArray("required");
                object.path("properties").fieldNames().forEachRemaining(required::add);
            }
        }
    }

    private static boolean isJson(String contentType) {
        return contentType != null && contentType.contains("json");
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
