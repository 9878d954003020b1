package chat.parley.common.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.failure.Invalid;
import chat.parley.common.failure.InvalidRequest;
import chat.parley.common.testing.fuzz.Fuzz;
import chat.parley.common.testing.fuzz.Mutations;
import chat.parley.common.testing.fuzz.Outcomes;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

class FieldsFuzzTest {

    @Provide
    Arbitrary<byte[]> bodies() {
        return Mutations.of(
                utf8(
                        "{\"username\":\"ada\",\"password\":\"Correct-h0rse\",\"n\":1,\"list\":[1,null],\"o\":{\"a\":true}}"),
                utf8(
                        "{\"id\":\"0b9b6f0e-65a5-4f6c-8f0a-8a2a4f1f0d01\",\"seq\":12,\"ids\":[\"0b9b6f0e-65a5-4f6c-8f0a-8a2a4f1f0d01\"]}"),
                utf8("{\"text\":\"\\ud83d\\ude00 né\"}"),
                utf8("[]"),
                utf8(""));
    }

    @Fuzz
    void aBodyIsReadOrRefused(@ForAll("bodies") byte[] body) {
        Outcomes.of(() -> Fields.ofJson(body), MalformedJson.class)
                .ifPresent(fields -> fields.toJson().fieldNames().forEachRemaining(name -> {
                    assertThat(fields.has(name)).isTrue();
                    Outcomes.of(() -> fields.text(name), Invalid.class)
                            .ifPresent(text -> assertThat(text.orElse("")).doesNotContain("\0"));
                    Outcomes.of(() -> fields.given(name), Invalid.class);
                }));
    }

    @Fuzz
    void aBodyOfOurOwnApiIsReadOrRefusedFieldByField(@ForAll("bodies") byte[] body) {
        Outcomes.of(
                () -> {
                    var json = JsonBody.of(body);
                    json.text("username");
                    json.textIfGiven("text");
                    json.uuid("id");
                    json.uuids("ids");
                    json.number("seq");
                    json.check();
                    return json;
                },
                MalformedJson.class,
                InvalidRequest.class);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
