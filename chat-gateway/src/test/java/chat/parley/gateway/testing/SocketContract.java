package chat.parley.gateway.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The AsyncAPI document, taken at its word. */
public final class SocketContract {

    private static final String LOCATION = "https://contract.test/asyncapi";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode DOCUMENT = read();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(LOCATION, DOCUMENT.toString()))));

    private SocketContract() {}

    /** Who says it: {@code receive} is what the server receives, as AsyncAPI has it. */
    public enum Action {
        SEND,
        RECEIVE
    }

    public static JsonNode document() {
        return DOCUMENT;
    }

    /** The channel at this path, with or without the slash at its end; absent when it is not described. */
    public static Optional<String> channel(String path) {
        var plain = path.replaceAll("\\?.*", "").replaceAll("/+$", "");
        return DOCUMENT.path("channels").properties().stream()
                .filter(channel -> channel.getValue()
                        .path("address")
                        .asText()
                        .replaceAll("/+$", "")
                        .equals(plain))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** What is wrong with a frame of that channel; empty when it is one of those that are described. */
    public static Optional<String> difference(String channel, Action action, String frame) {
        var differences = new ArrayList<String>();
        for (var message : messages(channel, action).toList()) {
            var found = difference(message, frame);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            differences.add(message + ": " + found.get());
        }
        return Optional.of("no message of " + channel + " fits " + frame + ": " + differences);
    }

    /** The names under {@code components.messages} of what goes that way. */
    public static Stream<String> messages(String channel, Action action) {
        return stream(DOCUMENT.path("operations"))
                .filter(operation -> operation.path("action").asText().equalsIgnoreCase(action.name()))
                .filter(operation -> operation.at("/channel/$ref").asText().equals("#/channels/" + channel))
                .flatMap(operation -> stream(operation.path("messages")))
                .map(reference -> reference.path("$ref").asText())
                .map(SocketContract::target);
    }

    /** What is wrong with a payload of the message; empty when nothing is. */
    public static Optional<String> difference(String message, String frame) {
        var payload = "/components/messages/" + message + "/payload";
        try {
            var isText = DOCUMENT.at(payload + "/type").asText().equals("string");
            var value = isText ? TextNode.valueOf(frame) : JSON.readTree(frame);
            var found = SCHEMAS.getSchema(SchemaLocation.of(LOCATION + "#" + payload))
                    .validate(value);
            return found.isEmpty() ? Optional.empty() : Optional.of(found.toString());
        } catch (JsonProcessingException malformed) {
            return Optional.of("malformed JSON");
        }
    }

    private static String target(String reference) {
        var last = reference.substring(reference.lastIndexOf('/') + 1);
        return reference.startsWith("#/components/messages/")
                ? last
                : target(DOCUMENT.at(reference.substring(1)).path("$ref").asText());
    }

    private static Stream<JsonNode> stream(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false);
    }

    private static JsonNode read() {
        try (var file = SocketContract.class.getResourceAsStream("/asyncapi.yaml")) {
            return new YAMLMapper().readTree(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** All references in the document. */
    public static List<String> references() {
        return DOCUMENT.findValuesAsText("$ref");
    }
}
