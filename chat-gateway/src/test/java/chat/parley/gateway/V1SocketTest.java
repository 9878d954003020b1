package chat.parley.gateway;

import static chat.parley.gateway.testing.V1.op;
import static chat.parley.gateway.testing.V1.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.Command.ReportDelivered.Delivered;
import chat.parley.common.chat.ConversationId;
import chat.parley.common.stream.Streams;
import chat.parley.gateway.testing.Neighbours;
import chat.parley.gateway.testing.Person;
import chat.parley.gateway.testing.TestSocket;
import chat.parley.gateway.testing.V1;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class V1SocketTest extends SocketTest {

    private static final Duration A_WHILE = Duration.ofMillis(400);

    @Inject
    Streams streams;

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
                "{\"op\":\"send\"                                                        | malformed-json",
                "[]                                                                      | malformed-json",
                "{\"op\":\"ping\"} {}                                                    | malformed-json",
                "{\"op\":\"ping\",\"op\":\"ping\"}                                       | malformed-json",
                "{\"op\":\"ping\",\"a\":[[[[[[[[[[]]]]]]]]]]}                            | malformed-json",
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
            await().until(() -> writer.batchesOf(ben).stream()
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

            await().until(() -> writer.delivered().contains(new Delivered(ben.id(), chat.id, 1)));
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
    void sendsToAUserAndToTheirConversationKeepTheirOrder() {
        var chat = writer.befriend(ConversationId.ofDirect(anna.id(), ben.id()), anna, ben);
        try (var annas = open(anna);
                var bens = open(ben)) {
            for (int i = 0; i < 20; i++) {
                annas.send(
                        i % 2 == 0
                                ? send(UUID.randomUUID(), chat, "m" + i)
                                : """
                                {"op":"send","client_id":"%s","to":"%s","body":"m%d"}""".formatted(UUID.randomUUID(), ben.id(), i));
            }

            for (int i = 0; i < 20; i++) {
                assertThat(bens.next().path("body").asText()).isEqualTo("m" + i);
            }
        }
    }

    @Test
    void newSocketIsToldWhichFriendsAreOnline() {
        Neighbours.online(ben, anna);
        try (var annas = connect(anna)) {
            assertThat(op(annas.next())).isEqualTo("hello");

            var presence = annas.next();
            assertThat(op(presence)).isEqualTo("presence");
            assertThat(presence.path("user").asText()).isEqualTo(ben.id().toString());
            assertThat(presence.path("status").asText()).isEqualTo("online");
            assertThat(presence.path("last_seen").isNull()).isTrue();
        }
    }

    private TestSocket connect(Person as) {
        return V1.connect(port, as);
    }

    @Override
    protected TestSocket open(Person as) {
        return V1.open(port, as);
    }

    private static JsonNode only(List<JsonNode> frames, String op) {
        return frames.stream().filter(frame -> op(frame).equals(op)).findFirst().orElseThrow();
    }
}
