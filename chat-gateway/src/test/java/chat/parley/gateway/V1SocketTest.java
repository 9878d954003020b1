package chat.parley.gateway;

import static chat.parley.gateway.testing.V1.cursor;
import static chat.parley.gateway.testing.V1.op;
import static chat.parley.gateway.testing.V1.resume;
import static chat.parley.gateway.testing.V1.send;
import static chat.parley.gateway.testing.V1.seqs;
import static chat.parley.gateway.testing.V1.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.ConversationId;
import chat.parley.common.chat.Outcome;
import chat.parley.common.stream.Streams;
import chat.parley.gateway.testing.Neighbours;
import chat.parley.gateway.testing.Person;
import chat.parley.gateway.testing.TestSocket;
import chat.parley.gateway.testing.V1;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
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

    @Test
    void resumeThatComesLateRepeatsNothingThatWasGivenMeanwhile() {
        var chat = writer.befriend(anna, ben);
        String cursor;
        try (var bens = connect(ben)) {
            cursor = cursor(bens.next());
        }
        writer.write(chat, anna.id(), UUID.randomUUID(), "missed");
        try (var bens = open(ben)) {
            writer.tellBoth(chat, writer.write(chat, anna.id(), UUID.randomUUID(), "live"));
            assertThat(bens.next().path("seq").asLong()).isEqualTo(2);

            bens.send(resume(cursor));

            assertThat(seqs(until(bens, "caught_up"), chat)).containsExactly(1L);
            writer.tellBoth(chat, writer.write(chat, anna.id(), UUID.randomUUID(), "live"));
            assertThat(bens.next().path("seq").asLong()).isEqualTo(3);
        }
    }

    @Test
    void moreThanCanBeHeldWhileASocketResumesIsReadAgain() {
        var chat = writer.befriend(anna, ben);
        String cursor;
        try (var bens = connect(ben)) {
            cursor = cursor(bens.next());
        }
        try (var bens = connect(ben)) {
            assertThat(op(bens.next())).isEqualTo("hello");
            writer.answering = false;
            bens.send(resume(cursor));
            await().until(() -> writer.batches.stream()
                    .flatMap(batch -> batch.commands().stream())
                    .anyMatch(command -> command instanceof Command.Resume resume && resume.since() != null));
            for (int i = 0; i < 300; i++) {
                writer.tellBoth(chat, writer.write(chat, anna.id(), UUID.randomUUID(), "m" + i));
            }
            writer.answering = true;

            assertThat(seqs(until(bens, "caught_up"), chat))
                    .isEqualTo(LongStream.rangeClosed(1, 300).boxed().toList());
        }
    }

    @Test
    void whatWasLostWithRedisIsReadFromTheDatabase() {
        var chat = writer.befriend(anna, ben);
        try (var bens = open(ben)) {
            streams.ask(Request.cmd(io.vertx.mutiny.redis.client.Command.FLUSHALL));
            writer.write(chat, anna.id(), UUID.randomUUID(), "told to nobody");

            assertThat(bens.next().path("body").asText()).isEqualTo("told to nobody");
            assertThat(bens.isSilentFor(A_WHILE)).isTrue();
        }
    }

    @Test
    void whatIsLeftOutIsTold() {
        writer.omitted = List.of(new Outcome.Omitted(ConversationId.LOBBY, 3, 90));
        String cursor;
        try (var bens = connect(ben)) {
            cursor = cursor(bens.next());
        }
        try (var bens = connect(ben)) {
            bens.send(resume(cursor));

            assertThat(op(bens.next())).isEqualTo("hello");
            var gap = bens.next();
            assertThat(op(gap)).isEqualTo("gap");
            assertThat(gap.path("conversation").asText()).isEqualTo(ConversationId.LOBBY.toString());
            assertThat(gap.path("from").asLong()).isEqualTo(3);
            assertThat(gap.path("to").asLong()).isEqualTo(90);
            assertThat(op(bens.next())).isEqualTo("caught_up");
        }
    }

    @Test
    void secondResumeWhileOneIsUnderWayIsRefused() {
        String cursor;
        try (var bens = connect(ben)) {
            cursor = cursor(bens.next());
        }
        try (var bens = connect(ben)) {
            assertThat(op(bens.next())).isEqualTo("hello");
            writer.answering = false;

            bens.send(resume(cursor));
            bens.send(resume(cursor));

            assertThat(bens.next().path("code").asText()).isEqualTo("resume-under-way");
            writer.answering = true;
            assertThat(op(bens.next())).isEqualTo("caught_up");
        }
    }

    @Test
    void socketThatSaysNothingIsGivenMessagesAllTheSame() {
        var chat = writer.befriend(anna, ben);
        try (var bens = connect(ben)) {
            assertThat(op(bens.next())).isEqualTo("hello");

            writer.tellBoth(chat, writer.write(chat, anna.id(), UUID.randomUUID(), "Hello"));

            assertThat(bens.next().path("body").asText()).isEqualTo("Hello");
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

    /** A cursor would grow with each; so what is settled is forgotten on the way, and nothing of that is seen. */
    @Test
    void messagesOfMoreConversationsThanACursorHoldsComeOnceEach() {
        try (var bens = open(ben)) {
            for (int i = 0; i < 600; i++) {
                var chat = writer.befriend(Person.named("friend" + i), ben);
                writer.tellBoth(chat, writer.write(chat, chat.one.id(), UUID.randomUUID(), "m" + i));
            }

            var bodies = new HashSet<String>();
            for (int i = 0; i < 600; i++) {
                var message = bens.next();
                assertThat(bodies.add(message.path("body").asText())).isTrue();
                assertThat(cursor(message)).hasSizeLessThan(4000);
            }
            assertThat(bens.isSilentFor(A_WHILE)).isTrue();
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
