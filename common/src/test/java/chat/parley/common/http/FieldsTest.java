package chat.parley.common.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    @Test
    void nothingIsAnObjectWithoutMembers() {
        assertThat(json("").has("a")).isFalse();
        assertThat(Fields.ofJson(null).has("a")).isFalse();
    }

    @Test
    void aTextIsGivenAsItCame() {
        assertThat(json("{\"a\":\" x \"}").text("a")).contains(" x ");
    }

    @Test
    void whatIsNoTextIsNotGivenAsText() {
        var fields = json("{\"n\":1,\"o\":{},\"z\":null,\"b\":\"  \"}");

        assertThat(fields.text("n")).isEmpty();
        assertThat(fields.text("o")).isEmpty();
        assertThat(fields.text("z")).isEmpty();
        assertThat(fields.given("b")).isEmpty();
        assertThat(fields.has("z")).isTrue();
        assertThat(fields.json("n"))
                .hasValueSatisfying(node -> assertThat(node.intValue()).isEqualTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "7", "null", "\"a\"", "{} {}", "{\"a\":}", "<a/>", "{'a':1}", " "})
    void whatIsNoObjectIsRefused(String body) {
        assertThatThrownBy(() -> json(body))
                .isInstanceOf(MalformedJson.class)
                .hasMessageStartingWith("JSON parse error");
    }

    @Test
    void aDeeplyNestedBodyIsRefusedAndNotAStackOverflow() {
        assertThatThrownBy(() -> json("{\"a\":" + "[".repeat(100_000))).isInstanceOf(MalformedJson.class);
    }

    @Test
    void badUtf8IsRefused() {
        assertThatThrownBy(() -> Fields.ofJson(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'}))
                .isInstanceOf(MalformedJson.class);
    }

    @Test
    void aNullCharacterIsRefused() {
        assertThatThrownBy(() -> json("{\"a\":\"\\u0000\"}").text("a")).hasMessage("Null characters are not allowed.");
    }

    private static Fields json(String body) {
        return Fields.ofJson(body.getBytes(StandardCharsets.UTF_8));
    }
}
