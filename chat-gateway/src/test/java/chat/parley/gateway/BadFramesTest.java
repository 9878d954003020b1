package chat.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.gateway.testing.BadFrames;
import chat.parley.gateway.testing.BrokenFrames;
import chat.parley.gateway.testing.Person;
import chat.parley.gateway.testing.RawSocket;
import chat.parley.gateway.testing.TestSocket;
import chat.parley.gateway.testing.V1;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a client sends is answered as its dialect answers such a thing, or ends its socket with the right code. */
@QuarkusTest
class BadFramesTest extends SocketTest {

    private static final Duration A_WHILE = Duration.ofMillis(400);
    private static final int FRAME = 64 * 1024;
    private static final int MEDIA_FRAME = 8 * 1024 * 1024;

    @Test
    void thereAreMoreThan200OfThem() {
        assertThat(BadFrames.count()).isGreaterThan(200);
        assertThat(BrokenFrames.of(FRAME)).hasSizeGreaterThan(30);
    }

    @Test
    void v1RefusesThemAndGoesOn() {
        try (var socket = V1.open(port, anna)) {
            answers(
                    socket,
                    "v1",
                    frame ->
                            frame.path("op").asText() + " " + frame.path("code").asText(),
                    "refused ");

            socket.send(V1.PING);
            assertThat(V1.op(socket.next())).isEqualTo("pong");
        }
    }

    @Test
    void friendshipNamesTheErrorAndGoesOn() {
        var chat = writer.befriend(anna, ben);
        try (var socket = open(anna)) {
            answers(socket, "friendship", frame -> frame.path("error").asText(), "");

            socket.send(message(chat.friendship, "Hello"));
            assertThat(socket.next().at("/message/message/content").asText()).isEqualTo("Hello");
        }
        assertThat(chat.messages).hasSize(1);
    }

    @Test
    void threadNamesTheErrorAndGoesOn() {
        writer.befriend(anna, ben);
        try (var socket = TestSocket.open(port, "/ws/chat/room/?token=" + anna.access(), TestSocket.builder());
                var bens = TestSocket.open(port, "/ws/chat/room/?token=" + ben.access(), TestSocket.builder())) {
            answers(
                    socket,
                    "thread",
                    frame -> frame.path("action").asText() + " "
                            + frame.path("detail").asText(),
                    "error ");

            socket.send("""
                {"action":"chat_message","message_body":"Hello","receiver_id":"%s"}\
                """.formatted(ben.id()));
            assertThat(bens.next().path("message_body").asText()).isEqualTo("Hello");
        }
    }

    /** Its clients only listen: whatever they say is nothing. */
    @Test
    void socialPassesOverThemAndGoesOn() {
        try (var socket = TestSocket.open(port, "/ws/main/?token=" + anna.access(), TestSocket.builder())) {
            assertThat(socket.next().path("type").asText()).isEqualTo("group_users");

            for (var dialect : List.of("v1", "thread")) {
                BadFrames.of(dialect).forEach(frame -> socket.send(frame.text()));
            }

            assertThat(socket.isSilentFor(A_WHILE)).isTrue();
            assertThat(socket.isOpen()).isTrue();
        }
    }

    /** Everything is something that somebody says there, if it is not too long. */
    @Test
    void lobbyTakesThemAtTheirWord() {
        try (var socket = lobby()) {
            var taken = BadFrames.of("v1").stream()
                    .map(BadFrames.Frame::text)
                    .filter(text -> !text.isEmpty() && text.length() <= 16_384)
                    .toList();

            taken.forEach(socket::send);

            assertThat(taken)
                    .hasSizeGreaterThan(100)
                    .allSatisfy(text -> assertThat(socket.nextText()).isEqualTo("anna: " + text));
        }
        try (var socket = lobby()) {
            socket.send("a".repeat(16_385));
            assertThat(socket.awaitClose().code()).isEqualTo(1009);
        }
    }

    @ParameterizedTest
    @CsvSource({"v1", "friendship", "social", "thread", "lobby"})
    void whatIsNoFrameEndsTheSocketWithItsCode(String dialect) {
        var others = new TreeMap<String, Integer>();
        BrokenFrames.of(dialect.equals("friendship") ? MEDIA_FRAME : FRAME).forEach((name, broken) -> {
            try (var socket = raw(dialect, Person.named("eve"))) {
                broken.frames().accept(socket);
                var code = socket.awaitClose();
                if (code != broken.closes()) {
                    others.put(name, code);
                }
            }
        });
        assertThat(others).isEmpty();
    }

    /** @param shape what is looked at of an answer; it is to be this word and what the table says */
    private static void answers(TestSocket socket, String dialect, Function<JsonNode, String> shape, String word) {
        var others = new TreeMap<String, String>();
        for (var frame : BadFrames.of(dialect)) {
            socket.send(frame.text());
            var answer = shape.apply(socket.next());
            if (!answer.equals(word + frame.gets())) {
                others.put(frame.is(), answer);
            }
        }
        assertThat(others).isEmpty();
        assertThat(socket.isSilentFor(A_WHILE)).isTrue();
    }

    private TestSocket lobby() {
        return TestSocket.open(port, "/ws?token=" + anna.access(), TestSocket.builder());
    }

    private RawSocket raw(String dialect, Person as) {
        var path = Map.of(
                        "v1", "/ws/v1",
                        "friendship", "/ws/messages/",
                        "social", "/ws/main/?token=",
                        "thread", "/ws/chat/room/?token=",
                        "lobby", "/ws?token=")
                .get(dialect);
        var socket = RawSocket.openAt(port, path.endsWith("=") ? path + as.access() : path, RawSocket.headers(as));
        assertThat(socket.readHead()).startsWith("HTTP/1.1 101");
        return socket;
    }
}
