package chat.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.gateway.testing.SocketContract;
import chat.parley.gateway.testing.SocketContract.Action;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The AsyncAPI document is whole in itself, and the example frames of the codecs' tests are what it describes. */
class AsyncApiTest {

    private static final Path FRAMES = frames();

    static Stream<Path> exampleFrames() throws IOException {
        return Files.walk(FRAMES).filter(Files::isRegularFile);
    }

    static Stream<Map.Entry<String, JsonNode>> messages() {
        return SocketContract.document().at("/components/messages").properties().stream();
    }

    @ParameterizedTest
    @MethodSource("exampleFrames")
    void everyExampleFrameIsDescribed(Path file) throws IOException {
        var place = FRAMES.relativize(file);
        var action = place.getName(1).toString().equals("client") ? Action.RECEIVE : Action.SEND;

        assertThat(SocketContract.difference(
                        place.getName(0).toString(),
                        action,
                        Files.readString(file).strip()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyExampleOfTheDocumentFitsItsMessage(Map.Entry<String, JsonNode> message) {
        message.getValue().path("examples").forEach(example -> {
            var payload = example.path("payload");
            var frame = payload.isTextual() ? payload.textValue() : payload.toString();
            assertThat(SocketContract.difference(message.getKey(), frame)).isEmpty();
        });
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(SocketContract.references())
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(SocketContract.document()
                                .at(reference.substring(1))
                                .isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void everyMessageOfAChannelGoesOneWay() {
        for (var channel : List.of("friendship", "social", "lobby", "thread", "v1")) {
            var described = SocketContract.document()
                    .at("/channels/" + channel + "/messages")
                    .size();
            var used = SocketContract.messages(channel, Action.SEND).count()
                    + SocketContract.messages(channel, Action.RECEIVE).count();

            assertThat(used).as(channel).isEqualTo(described);
        }
    }

    private static Path frames() {
        try {
            return Path.of(Objects.requireNonNull(AsyncApiTest.class.getResource("/frames"))
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
