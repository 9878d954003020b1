package chat.parley.gateway.dialect;

import chat.parley.common.http.Ids;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a client of {@code v1} asks, field by field. A field that is null is as good as none; one that we do not know is passed over. */
final class V1Request {

    /** No frame of ours needs more than two; a deep one costs stack. */
    private static final int DEEPEST = 8;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode frame;

    private V1Request(JsonNode frame) {
        this.frame = frame;
    }

    static V1Request read(String text) throws Unusable {
        try {
            var frame = JSON.readTree(text);
            if (frame != null && frame.isObject()) {
                return new V1Request(frame);
            }
        } catch (JsonProcessingException malformed) {
            // told below
        }
        throw new Unusable(null, "malformed-json", "A frame is one JSON object.");
    }

    boolean has(String name) {
        return frame.hasNonNull(name);
    }

    String text(String name) throws Unusable {
        var value = frame.path(name);
        if (!value.isTextual()) {
            throw invalid(name, "must be text");
        }
        return value.textValue();
    }

    UUID uuid(String name) throws Unusable {
        return Ids.parse(frame.path(name).textValue()).orElseThrow(() -> invalid(name, "must be a UUID"));
    }

    UUID clientId() throws Unusable {
        if (!has("client_id")) {
            throw refuse("client-id-missing", "A message needs a client_id.");
        }
        return uuid("client_id");
    }

    /** Text that UTF-8 can hold; none is empty text. */
    String body() throws Unusable {
        var body = has("body") ? text("body") : "";
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(body)) {
            throw invalid("body", "must not have half of a surrogate pair");
        }
        return body;
    }

    List<UUID> uuids(String name) throws Unusable {
        var ids = new ArrayList<UUID>();
        if (has(name) && !frame.path(name).isArray()) {
            throw invalid(name, "must be an array of UUIDs");
        }
        for (var element : frame.path(name)) {
            ids.add(Ids.parse(element.textValue()).orElseThrow(() -> invalid(name, "must be an array of UUIDs")));
        }
        return ids;
    }

    long positive(String name) throws Unusable {
        var value = frame.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 1) {
            throw invalid(name, "must be a whole number from 1 on");
        }
        return value.longValue();
    }

    boolean flag(String name) throws Unusable {
        var value = frame.path(name);
        if (!value.isBoolean()) {
            throw invalid(name, "must be true or false");
        }
        return value.booleanValue();
    }

    private Unusable invalid(String name, String what) {
        return refuse("invalid-request", name + " " + what + ".");
    }

    /** So that the client can tell which of its messages it is about. */
    Unusable refuse(String code, String sentence) {
        return new Unusable(Ids.parse(frame.path("client_id").textValue()).orElse(null), code, sentence);
    }

    /** It cannot be done, whoever asks it. */
    static final class Unusable extends Exception {

        private final transient UUID clientId;
        private final String code;

        Unusable(UUID clientId, String code, String sentence) {
            super(sentence, null, false, false);
            this.clientId = clientId;
            this.code = code;
        }

        UUID clientId() {
            return clientId;
        }

        String code() {
            return code;
        }
    }
}
