package chat.parley.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a client of {@code v1} says and hears. */
public final class V1 {

    public static final String PATH = "/ws/v1";
    public static final String PING = "{\"op\":\"ping\"}";

    private V1() {}

    /** Connected, and nothing said or read yet. */
    public static TestSocket connect(int port, Person as) {
        return TestSocket.open(port, PATH, as.access(), null);
    }

    /** Open, and given live messages from here on, since it has said something. */
    public static TestSocket open(int port, Person as) {
        return greeted(connect(port, as));
    }

    public static TestSocket greeted(TestSocket socket) {
        socket.send(PING);
        assertThat(op(socket.next())).isEqualTo("hello");
        assertThat(op(socket.next())).isEqualTo("pong");
        return socket;
    }

    public static String send(UUID clientId, FakeWriter.Conversation to, String body) {
        return """
                {"op":"send","client_id":"%s","conversation":"%s","body":"%s"}""".formatted(clientId, to.id, body);
    }

    public static String resume(String cursor) {
        return """
                {"op":"resume","cursor":"%s"}""".formatted(cursor);
    }

    public static String auth(String token) {
        return """
                {"op":"auth","token":"%s"}""".formatted(token);
    }

    public static String op(JsonNode frame) {
        return frame.path("op").asText();
    }

    public static String cursor(JsonNode frame) {
        return frame.path("cursor").asText();
    }

    /** The frames before the first one of this kind. */
    public static List<JsonNode> until(TestSocket socket, String op) {
        var frames = new ArrayList<JsonNode>();
        for (var frame = socket.next(); !op(frame).equals(op); frame = socket.next()) {
            frames.add(frame);
        }
        return frames;
    }

    public static List<Long> seqs(List<JsonNode> messages, FakeWriter.Conversation of) {
        return messages.stream()
                .filter(message -> message.path("conversation").asText().equals(of.id.toString()))
                .map(message -> message.path("seq").asLong())
                .toList();
    }
}
