package chat.parley.auth.dialect;

import chat.parley.common.http.Fields;
import chat.parley.common.http.MalformedJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A JSON body, checked as FastAPI checks it: every field that is wrong is named. */
final class LobbyBody {

    private final Fields fields;

    private LobbyBody(Fields fields) {
        this.fields = fields;
    }

    /** @throws LobbyInvalid {@code json_invalid} */
    static LobbyBody of(byte[] body) {
        try {
            return new LobbyBody(Fields.ofJson(body));
        } catch (MalformedJson malformed) {
            throw LobbyInvalid.of(malformed);
        }
    }

    /** @throws LobbyInvalid with an error for each field that is missing or no text */
    LobbyBody require(String... names) {
        var errors = new ArrayList<LobbyBodies.FieldError>();
        for (var name : names) {
            var value = fields.json(name);
            if (value.isEmpty()) {
                errors.add(new LobbyBodies.FieldError("missing", List.of("body", name), "Field required", all()));
            } else if (!value.get().isTextual()) {
                errors.add(new LobbyBodies.FieldError(
                        "string_type", List.of("body", name), "Input should be a valid string", value.get()));
            }
        }
        if (!errors.isEmpty()) {
            throw new LobbyInvalid(errors);
        }
        return this;
    }

    /** A field that was required. */
    String text(String name) {
        return fields.text(name).orElseThrow();
    }

    private JsonNode all() {
        return fields.toJson();
    }
}
