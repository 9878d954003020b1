package chat.parley.auth.dialect;

import chat.parley.common.http.Fields;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** A JSON body, checked as Django REST framework checks it: a map of every field that is wrong. */
final class SocialBody {

    private final Fields fields;

    private SocialBody(Fields fields) {
        this.fields = fields;
    }

    static SocialBody of(byte[] body) {
        return new SocialBody(Fields.ofJson(body));
    }

    /** @throws SocialInvalid with all that are missing, blank or no text */
    SocialBody require(String... names) {
        var errors = new LinkedHashMap<String, List<String>>();
        for (var name : names) {
            error(name).ifPresent(error -> errors.put(name, List.of(error)));
        }
        if (!errors.isEmpty()) {
            throw new SocialInvalid(errors);
        }
        return this;
    }

    /** @throws SocialInvalid when the second is given and is not the first */
    SocialBody matching(String name, String repeated) {
        if (fields.text(repeated).filter(again -> !again.equals(text(name))).isPresent()) {
            throw SocialInvalid.of(name, "Password fields didn't match.");
        }
        return this;
    }

    Optional<String> given(String name) {
        return fields.given(name);
    }

    /** A field that was required. */
    String text(String name) {
        return fields.text(name).orElseThrow();
    }

    private Optional<String> error(String name) {
        return fields.json(name).map(value -> wrong(name, value)).orElse(Optional.of("This field is required."));
    }

    private Optional<String> wrong(String name, JsonNode value) {
        if (value.isNull()) {
            return Optional.of("This field may not be null.");
        }
        if (!value.isTextual()) {
            return Optional.of("Not a valid string.");
        }
        return fields.given(name).isPresent() ? Optional.empty() : Optional.of("This field may not be blank.");
    }
}
