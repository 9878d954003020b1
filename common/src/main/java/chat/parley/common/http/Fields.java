package chat.parley.common.http;

import chat.parley.common.failure.Invalid;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/**
 * The named values of a request, however they were sent: JSON object, URL-encoded form or multipart. The published APIs
 * accept all three for the same call, and answer a value of the wrong type with a sentence of their own; so a value that
 * is no text is kept as JSON and the endpoint decides.
 */
public final class Fields {

    private static final ObjectReader JSON =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Map<String, JsonNode> values = new LinkedHashMap<>();
    private final Map<String, List<UploadedFile>> files = new LinkedHashMap<>();

    private Fields() {}

    /**
     * @param body UTF-8 JSON; nothing at all counts as an object without members
     * @throws MalformedJson when it is no JSON object
     */
    public static Fields ofJson(byte[] body) {
        var fields = new Fields();
        if (body != null && body.length > 0) {
            object(body).properties().forEach(member -> fields.values.put(member.getKey(), member.getValue()));
        }
        return fields;
    }

    public static Fields ofForm(MultivaluedMap<String, String> form) {
        var fields = new Fields();
        form.forEach((name, given) -> fields.put(name, given.getLast()));
        return fields;
    }

    public static Fields ofMultipart(MultipartFormDataInput form) {
        var fields = new Fields();
        form.getValues()
                .forEach((name, parts) -> parts.forEach(part -> {
                    if (part.isFileItem()) {
                        fields.files
                                .computeIfAbsent(name, _ -> new ArrayList<>())
                                .add(UploadedFile.of(part));
                    } else {
                        fields.put(name, part.getValue());
                    }
                }));
        return fields;
    }

    /**
     * The value if it was given as text, as it came; absent when missing, null or of another type.
     *
     * @throws Invalid {@code null-character} when U+0000 is in it, which PostgreSQL cannot keep
     */
    public Optional<String> text(String name) {
        return json(name).filter(JsonNode::isTextual).map(JsonNode::textValue).map(Fields::keepable);
    }

    /** Like {@link #text}, but a blank text counts as missing. */
    public Optional<String> given(String name) {
        return text(name).filter(value -> !value.isBlank());
    }

    /** The value as JSON, of whatever type; absent when missing, present (as a null node) when null was given. */
    public Optional<JsonNode> json(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** All values that are no files. */
    public JsonNode toJson() {
        return new ObjectMapper().createObjectNode().setAll(values);
    }

    public boolean has(String name) {
        return values.containsKey(name) || files.containsKey(name);
    }

    public Optional<UploadedFile> file(String name) {
        return files(name).stream().findFirst();
    }

    public List<UploadedFile> files(String name) {
        return files.getOrDefault(name, List.of());
    }

    private void put(String name, String value) {
        values.put(name, TextNode.valueOf(value));
    }

    private static JsonNode object(byte[] body) {
        try {
            var tree = JSON.readTree(body);
            if (tree.isObject()) {
                return tree;
            }
            throw new MalformedJson("expected an object");
        } catch (JsonProcessingException malformed) {
            throw new MalformedJson(malformed.getLocation());
        } catch (IOException unreadable) {
            throw new MalformedJson("unreadable");
        }
    }

    private static String keepable(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new Invalid("null-character", "Null characters are not allowed.");
        }
        return text;
    }
}
