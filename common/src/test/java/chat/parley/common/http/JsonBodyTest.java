package chat.parley.common.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chat.parley.common.failure.FieldError;
import chat.parley.common.failure.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JsonBodyTest {

    private static final UUID ID = UUID.fromString("01f0a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b");

    @Test
    void whatIsThereIsRead() {
        var body = body(
                "{\"id\":\"%s\",\"ids\":[\"%s\"],\"text\":\"hello\",\"seq\":7,\"nothing\":null}".formatted(ID, ID));

        assertThat(body.uuid("id")).isEqualTo(ID);
        assertThat(body.uuids("ids")).containsExactly(ID);
        assertThat(body.text("text")).isEqualTo("hello");
        assertThat(body.number("seq")).isEqualTo(7);
        assertThat(body.textIfGiven("nothing")).isEmpty();
        assertThat(body.isNull("nothing")).isTrue();
        assertThat(body.isNull("text")).isFalse();
        assertThat(body.isNull("missing")).isFalse();
        assertThat(body.uuids("missing")).isEmpty();
        assertThatCode(body::check).doesNotThrowAnyException();
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        var body = body("{\"id\":\"1\",\"ids\":[\"%s\",2],\"text\":5,\"seq\":1.5,\"nul\":\"a\\u0000b\",\"blank\":\" \"}"
                .formatted(ID));

        body.uuid("id");
        body.uuids("ids");
        body.text("text");
        body.number("seq");
        body.textIfGiven("nul");
        body.text("blank");
        body.text("missing");

        assertThat(errors(body))
                .containsExactly(
                        new FieldError("id", "Must be a UUID."),
                        new FieldError("ids", "Must be an array of UUIDs."),
                        new FieldError("text", "Must be text."),
                        new FieldError("seq", "Must be a whole number."),
                        new FieldError("nul", "Null characters are not allowed."),
                        new FieldError("blank", "This field is required."),
                        new FieldError("missing", "This field is required."));
    }

    @Test
    void halvesOfSurrogatePairsAreNoText() {
        var body = body("{\"high\":\"a\\ud83d\",\"low\":\"\\ude00b\",\"whole\":\"\\ud83d\\ude00\"}");

        body.textIfGiven("high");
        body.textIfGiven("low");

        assertThat(body.text("whole")).isEqualTo("\ud83d\ude00");
        assertThat(errors(body))
                .containsExactly(
                        new FieldError("high", "Half of a surrogate pair is no character."),
                        new FieldError("low", "Half of a surrogate pair is no character."));
    }

    @Test
    void whoeverKnowsBetterMayRefuseAField() {
        var body = body("{}");

        body.refuse("body", "Too long.");

        assertThat(errors(body)).containsExactly(new FieldError("body", "Too long."));
    }

    private static JsonBody body(String json) {
        return JsonBody.of(json.getBytes(StandardCharsets.UTF_8));
    }

    private static List<FieldError> errors(JsonBody body) {
        return catchThrowableOfType(InvalidRequest.class, body::check).errors();
    }
}
