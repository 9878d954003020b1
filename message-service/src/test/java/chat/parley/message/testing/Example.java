package chat.parley.message.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A documented answer, kept as a file; <code>${name}</code> in it stands for what differs from run to run. */
public final class Example {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Example() {}

    public static JsonNode of(String file, Map<String, ?> values) {
        try (var content = Example.class.getResourceAsStream("/" + file)) {
            var text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            for (var value : values.entrySet()) {
                text = text.replace("${" + value.getKey() + "}", String.valueOf(value.getValue()));
            }
            return json(text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(text, malformed);
        }
    }
}
