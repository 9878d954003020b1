package chat.parley.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Target;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes over a stream has an example file, which is read and written back the same; the compiler's list proves that none is missing. */
class EventExamplesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Class<?>> sealedTypes() {
        return Stream.of(
                AuthEvent.class,
                UserEvent.class,
                FriendshipEvent.class,
                MessageEvent.class,
                PresenceEvent.class,
                Command.class,
                Target.class,
                Outcome.class,
                NodeEvent.class);
    }

    static Stream<Class<?>> variants() {
        return sealedTypes().flatMap(EventExamplesTest::variants);
    }

    private static Stream<Class<?>> variants(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventExamplesTest::variants)
                : Stream.of(type);
    }

    @ParameterizedTest
    @MethodSource("variants")
    void everyVariantIsReadAndWrittenAsItsExampleSays(Class<?> variant) throws IOException {
        var example = example(variant.getSimpleName());

        var value = Json.read(example, variant.getInterfaces()[0]);

        assertThat(value).isInstanceOf(variant);
        assertThat(JSON.readTree(Json.write(value))).isEqualTo(JSON.readTree(example));
    }

    @ParameterizedTest
    @MethodSource("sealedTypes")
    void everyVariantHasANameOnTheWire(Class<?> type) {
        var named =
                Arrays.stream(type.getAnnotation(JsonSubTypes.class).value()).map(JsonSubTypes.Type::value);

        assertThat(named).containsExactlyInAnyOrder(variants(type).toArray(Class<?>[]::new));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void aFieldThatIsNotKnownYetIsPassedOver(Class<?> variant) throws IOException {
        var later = example(variant.getSimpleName()).replaceFirst("\\{", "{\"added_later\": {\"a\": [1]}, ");

        assertThat(Json.read(later, variant.getInterfaces()[0])).isInstanceOf(variant);
    }

    private static String example(String name) throws IOException {
        try (var file = EventExamplesTest.class.getResourceAsStream("/stream-examples/" + name + ".json")) {
            return new String(Objects.requireNonNull(file, name + ".json").readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
