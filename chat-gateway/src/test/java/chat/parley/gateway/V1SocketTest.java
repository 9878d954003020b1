package chat.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.ConversationId;
import chat.parley.gateway.testing.FakeWriter;
import chat.parley.gateway.testing.Person;
import chat.parley.gateway.testing.TestSocket;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class V1SocketTest extends SocketTest {

    private static final Duration A_WHILE = Duration.ofMillis(400);

    @Test
    void helloComesFirst() {
        try (var annas = connect(anna)) {
            var hello = annas.next();

            assertThat(hello.path("op").asText()).isEqualTo("hello");
            assertThat(hello.path("user").asText()).isEqualTo(anna.id().toString());
            assertThat(hello.path("heartbeat_s").asInt()).isEqualTo(15);
        }
    }

    @Test
    void messageIsAcknowledgedAndShownOnceToEverySocketOfBothSides() {
        var chat = writer.befriend(anna, ben);
        try (var annas = open(anna);
                var annasOther = open(anna);
                var bens = open(ben)) {
            var clientId = UUID.randomUUID();

            annas.send(send(clientId, chat, "Hello"));

            var mine = List.of(annas.next(), annas.next());
            var ack = only(mine, "ack");
            assertThat(ack.path("client_id").asText()).isEqualTo(clientId.toString());
            assertThat(ack.path("conversation").asText()).isEqualTo(chat.id.toString());
            assertThat(ack.path("seq").asLong()).isEqualTo(1);
            for (var message : List.of(only(mine, "message"), annasOther.next(), bens.next())) {
                assertThat(message.path("id")).isEqualTo(ack.path("id"));
                assertThat(message.path("at")).isEqualTo(ack.path("at"));
                assertThat(message.path("body").asText()).isEqualTo("Hello");
                assertThat(message.path("sender").asText()).isEqualTo(anna.id().toString());
            }
            for (var socket : List.of(annas, annasOther, bens)) {
                assertThat(socket.isSilentFor(A_WHILE)).isTrue();
            }
        }
    }

    @Test
    void messageToAUserIsInTheirConversation() {
        var chat = writer.befriend(anna, ben);
        try (var annas = open(anna);
                var bens = open(ben)) {
            annas.send("""
                    {"op":"send","client_id":"%s","to":"%s","body":"Hello"}""".formatted(UUID.randomUUID(), ben.id()));

            assertThat(bens.next().path("conversation").asText()).isEqualTo(chat.id.toString());
        }
    }

    @Test
    void whatTheServiceRefusesIsRefusedUnderTheClientId() {
        try (var annas = open(anna)) {
            var clientId = UUID.randomUUID();

            annas.send("""
                    {"op":"send","client_id":"%s","to":"%s","body":"Hello"}""".formatted(clientId, UUID.randomUUID()));

            var refused = annas.next();
            assertThat(refused.path("code").asText()).isEqualTo("unknown-user");
            assertThat(refused.path("client_id").asText()).isEqualTo(clientId.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"op\":\"send\"                                                        | invalid-json",
                "[]                                                                      | invalid-json",
                "{\"op\":\"ping\"} {}                                                    | invalid-json",
                "{\"op\":\"ping\",\"op\":\"ping\"}                                       | invalid-json",
                "{\"op\":\"ping\",\"a\":[[[[[[[[[[]]]]]]]]]]}                            | invalid-json",
                "{\"op\":\"dance\"}                                                      | unknown-op",
                "{}                                                                      | invalid-request",
                "{\"op\":7}                                                              | invalid-request",
                "{\"op\":\"send\",\"conversation\":\"f1187b8e-8140-544a-80c3-16f0f273d7a3\",\"body\":\"a\"} | client-id-missing",
                "{\"op\":\"read\",\"conversation\":\"f1187b8e-8140-544a-80c3-16f0f273d7a3\",\"seq\":\"1\"} | invalid-request",
                "{\"op\":\"resume\",\"cursor\":\"garbage\"}                              | invalid-cursor",
                "{\"op\":\"auth\",\"token\":\"garbage\"}                                 | invalid-token",
            })
    void whatMakesNoSenseIsRefusedAndTheSocketStaysOpen(String frame, String code) {
        try (var annas = open(anna)) {
            annas.send(frame);
            annas.send("""
                    {"op":"ping"}""");

            var refused = annas.next();
            assertThat(refused.path("op").asText()).isEqualTo("refused");
            assertThat(refused.path("code").asText()).isEqualTo(code);
            assertThat(annas.next().path("op").asText()).isEqualTo("pong");
        }
    }

    @Test
    void readMarkAndTypingBecomeCommands() {
        var chat = writer.befriend(anna, ben);
        writer.write(chat, anna.id(), UUID.randomUUID(), "Hello");
        try (var annas = open(anna);
                var bens = open(ben)) {
            bens.send("""
                    {"op":"read","conversation":"%s","seq":1}""".formatted(chat.id));
            bens.send("""
                    {"op":"typing","conversation":"%s","on":true}""".formatted(chat.id));

            var typing = annas.next();
            assertThat(typing.path("op").asText()).isEqualTo("typing");
            assertThat(typing.path("user").asText()).isEqualTo(ben.id().toString());
            assertThat(typing.path("on").asBoolean()).isTrue();
            await().until(() -> writer.batches.stream()
                    .flatMap(batch -> batch.commands().stream())
                    .anyMatch(new Command.MarkRead(1)::equals));
        }
    }

    @Test
    void whatIsShownCountsAsDelivered() {
        var chat = writer.befriend(anna, ben);
        try (var annas = open(anna);
                var bens = open(ben)) {
            annas.send(send(UUID.randomUUID(), chat, "Hello"));
            assertThat(bens.next().path("body").asText()).isEqualTo("Hello");

            await().until(() -> writer.batches.stream()
                    .filter(batch -> batch.sender().equals(ben.sender()))
                    .flatMap(batch -> batch.commands().stream())
                    .anyMatch(new Command.MarkDelivered(1)::equals));
        }
    }

    @Test
    void lobbyIsAConversationLikeOthers() {
        try (var annas = open(anna);
                var bens = open(ben)) {
            annas.send("""
                    {"op":"send","client_id":"%s","conversation":"%s","body":"Hello"}""".formatted(UUID.randomUUID(), ConversationId.LOBBY));

            assertThat(bens.next().path("conversation").asText()).isEqualTo(ConversationId.LOBBY.toString());
        }
    }

    @Test
    void resumeGivesWhatWasMissedOnceAndInOrder() {
        var chat = writer.befriend(anna, ben);
        var other = writer.befriend(ben, Person.named("cleo"));
        String cursor;
        try (var bens = open(ben)) {
            writer.tellBoth(chat, writer.write(chat, anna.id(), UUID.randomUUID(), "seen"));
            cursor = bens.next().path("cursor").asText();
        }
        for (int i = 0; i < 8; i++) {
            writer.write(chat, anna.id(), UUID.randomUUID(), "missed " + i);
            writer.write(other, other.other.id(), UUID.randomUUID(), "elsewhere " + i);
        }

        try (var bens = connect(ben)) {
            bens.send(resume(cursor));
            assertThat(bens.next().path("op").asText()).isEqualTo("hello");

            var missed = until(bens, "caught_up");
            assertThat(seqs(missed, chat)).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
            assertThat(seqs(missed, other)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
            writer.tellBoth(chat, writer.write(chat, anna.id(), UUID.randomUUID(), "live"));
            assertThat(bens.next().path("seq").asLong()).isEqualTo(10);
            assertThat(bens.isSilentFor(A_WHILE)).isTrue();
        }
    }

    @Test
    void resumeFromHelloRepeatsNothing() {
        var chat = writer.befriend(anna, ben);
        writer.write(chat, anna.id(), UUID.randomUUID(), "a moment ago");
        String cursor;
        try (var bens = connect(ben)) {
            cursor = bens.next().path("cursor").asText();
        }

        try (var bens = connect(ben)) {
            bens.send(resume(cursor));

            assertThat(bens.next().path("op").asText()).isEqualTo("hello");
            assertThat(bens.next().path("op").asText()).isEqualTo("caught_up");
        }
    }

    @Test
    void everyCursorOnTheWayIsGoodToGoOnFrom() {
        var chat = writer.befriend(anna, ben);
        var other = writer.befriend(ben, Person.named("cleo"));
        String cursor;
        try (var bens = connect(ben)) {
            cursor = bens.next().path("cursor").asText();
        }
        for (int i = 0; i < 5; i++) {
            writer.write(chat, anna.id(), UUID.randomUUID(), "missed " + i);
            writer.write(other, other.other.id(), UUID.randomUUID(), "elsewhere " + i);
        }

        for (int left = 10; left > 0; left--) {
            try (var bens = connect(ben)) {
                bens.send(resume(cursor));
                assertThat(bens.next().path("op").asText()).isEqualTo("hello");
                var messages = until(bens, "caught_up");
                assertThat(messages).hasSize(left);
                cursor = messages.getFirst().path("cursor").asText();
            }
        }
    }

    @Test
    void messagesThatComeWhileASocketResumesComeOnceAndInOrder() {
        var chat = writer.befriend(anna, ben);
        String cursor;
        try (var bens = connect(ben)) {
            cursor = bens.next().path("cursor").asText();
        }
        for (int i = 0; i < 50; i++) {
            writer.write(chat, anna.id(), UUID.randomUUID(), "missed");
        }

        try (var annas = open(anna);
                var bens = connect(ben)) {
            bens.send(resume(cursor));
            for (int i = 0; i < 50; i++) {
                annas.send(send(UUID.randomUUID(), chat, "live"));
            }

            var last = 0L;
            while (last < 100) {
                var frame = bens.next();
                if (frame.path("op").asText().equals("message")) {
                    assertThat(frame.path("seq").asLong()).isEqualTo(last + 1);
                    last++;
                }
            }
        }
    }

    @Test
    void messageThatIsLostOnTheWayIsReadFromTheDatabase() {
        var chat = writer.befriend(anna, ben);
        try (var bens = open(ben)) {
            writer.tellBoth(chat, writer.write(chat, anna.id(), UUID.randomUUID(), "first"));
            assertThat(bens.next().path("seq").asLong()).isEqualTo(1);
            writer.write(chat, anna.id(), UUID.randomUUID(), "lost");
            writer.tellBoth(chat, writer.write(chat, anna.id(), UUID.randomUUID(), "third"));

            assertThat(bens.next().path("body").asText()).isEqualTo("lost");
            assertThat(bens.next().path("body").asText()).isEqualTo("third");
            assertThat(bens.isSilentFor(A_WHILE)).isTrue();
        }
    }

    @Test
    void socketOpensWithoutAnAnswerAndCanStillResumeFromThere() {
        var chat = writer.befriend(anna, ben);
        writer.answering = false;
        String cursor;
        try (var bens = connect(ben)) {
            cursor = bens.next().path("cursor").asText();
        }
        writer.answering = true;
        writer.write(chat, anna.id(), UUID.randomUUID(), "missed");

        try (var bens = connect(ben)) {
            bens.send(resume(cursor));
            assertThat(bens.next().path("op").asText()).isEqualTo("hello");
            assertThat(bens.next().path("body").asText()).isEqualTo("missed");
            assertThat(bens.next().path("op").asText()).isEqualTo("caught_up");
        }
    }

    private TestSocket connect(Person as) {
        return TestSocket.open(port, "/ws/v1", as.access(), null);
    }

    /** Open, and in no need to wait for what the client says first. */
    @Override
    protected TestSocket open(Person as) {
        var socket = connect(as);
        socket.send("""
                {"op":"ping"}""");
        assertThat(socket.next().path("op").asText()).isEqualTo("hello");
        assertThat(socket.next().path("op").asText()).isEqualTo("pong");
        return socket;
    }

    private static String send(UUID clientId, FakeWriter.Conversation to, String body) {
        return """
                {"op":"send","client_id":"%s","conversation":"%s","body":"%s"}""".formatted(clientId, to.id, body);
    }

    private static String resume(String cursor) {
        return """
                {"op":"resume","cursor":"%s"}""".formatted(cursor);
    }

    private static JsonNode only(List<JsonNode> frames, String op) {
        return frames.stream()
                .filter(frame -> frame.path("op").asText().equals(op))
                .findFirst()
                .orElseThrow();
    }

    /** The frames before the first one of this kind. */
    private static List<JsonNode> until(TestSocket socket, String op) {
        var frames = new java.util.ArrayList<JsonNode>();
        for (var frame = socket.next(); !frame.path("op").asText().equals(op); frame = socket.next()) {
            frames.add(frame);
        }
        return frames;
    }

    private static List<Long> seqs(List<JsonNode> messages, FakeWriter.Conversation of) {
        return messages.stream()
                .filter(message -> message.path("conversation").asText().equals(of.id.toString()))
                .map(message -> message.path("seq").asLong())
                .toList();
    }
}
