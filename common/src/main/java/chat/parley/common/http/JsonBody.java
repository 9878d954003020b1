package chat.parley.common.http;

import chat.parley.common.failure.FieldError;
import chat.parley.common.failure.InvalidRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * A JSON body of {@code v1}. Each field is asked for once, what is wrong is noted, and {@link #check} refuses with all of it at
 * once; what was asked for is whole after that. null counts as not given.
 */
public final class JsonBody {

    private static final String REQUIRED = "This field is required.";

    private final Fields fields;
    private final List<FieldError> errors = new ArrayList<>();

    private JsonBody(Fields fields) {
        this.fields = fields;
    }

    /** @throws MalformedJson when it is no JSON object */
    public static JsonBody of(byte[] body) {
        return new JsonBody(Fields.ofJson(body));
    }

    /** Text that must be there, and not blank. */
    public String text(String name) {
        return require(name, textIfGiven(name).filter(text -> !text.isBlank()));
    }

    /** Without U+0000 and halves of a surrogate pair, which PostgreSQL cannot keep as they are. */
    public Optional<String> textIfGiven(String name) {
        var text = value(name, "Must be text.", value -> Optional.ofNullable(value.textValue()));
        var error = text.flatMap(JsonBody::unkeepable);
        error.ifPresent(message -> refuse(name, message));
        return error.isPresent() ? Optional.empty() : text;
    }

    public UUID uuid(String name) {
        return require(name, uuidIfGiven(name));
    }

    public Optional<UUID> uuidIfGiven(String name) {
        return value(name, "Must be a UUID.", JsonBody::uuid);
    }

    /** Empty when there is no such field. */
    public List<UUID> uuids(String name) {
        return value(name, "Must be an array of UUIDs.", JsonBody::uuids).orElse(List.of());
    }

    /** A whole number that must be there; 0 when it is not. */
    public long number(String name) {
        var number = require(name, value(name, "Must be a whole number.", JsonBody::whole));
        return number == null ? 0 : number;
    }

    /** Notes something that is wrong with a field. */
    public void refuse(String name, String message) {
        errors.add(new FieldError(name, message));
    }

    /** Whether null was given, which a change may understand as "none". */
    public boolean isNull(String name) {
        return fields.json(name).filter(JsonNode::isNull).isPresent();
    }

    public boolean has(String name) {
        return given(name).isPresent();
    }

    /** @throws InvalidRequest when anything was wrong so far */
    public void check() {
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
    }

    private <T> T require(String name, Optional<T> value) {
        if (value.isEmpty() && errors.stream().noneMatch(error -> error.field().equals(name))) {
            refuse(name, REQUIRED);
        }
        return value.orElse(null);
    }

    private <T> Optional<T> value(String name, String otherwise, Function<JsonNode, Optional<T>> read) {
        var given = given(name);
        var value = given.flatMap(read);
        if (given.isPresent() && value.isEmpty()) {
            refuse(name, otherwise);
        }
        return value;
    }

    private Optional<JsonNode> given(String name) {
        return fields.json(name).filter(value -> !value.isNull());
    }

    private static Optional<String> unkeepable(String text) {
        if (text.indexOf('\0') >= 0) {
            return Optional.of("Null characters are not allowed.");
        }
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                ? Optional.of("Half of a surrogate pair is no character.")
                : Optional.empty();
    }

    private static Optional<UUID> uuid(JsonNode value) {
        return value.isTextual() ? Ids.parse(value.textValue()) : Optional.empty();
    }

    private static Optional<List<UUID>> uuids(JsonNode value) {
        var ids = new ArrayList<UUID>();
        for (var element : value) {
            uuid(element).ifPresent(ids::add);
        }
        return value.isArray() && ids.size() == value.size() ? Optional.of(ids) : Optional.empty();
    }

    private static Optional<Long> whole(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong() ? Optional.of(value.longValue()) : Optional.empty();
    }
}
