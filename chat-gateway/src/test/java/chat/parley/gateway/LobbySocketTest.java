package chat.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.chat.ConversationId;
import chat.parley.common.event.Json;
import chat.parley.common.event.MessageEvent;
import chat.parley.common.stream.Streams;
import chat.parley.gateway.testing.Neighbours;
import chat.parley.gateway.testing.Person;
import chat.parley.gateway.testing.TestSocket;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LobbySocketTest extends SocketTest {

    private static final Duration A_WHILE = Duration.ofMillis(400);

    @Inject
    Streams streams;

    @Test
    void whatIsSaidReachesEverySocketTheSpeakersToo() {
        try (var annas = enter(anna);
                var annasOther = enter(anna);
                var bens = enter(ben)) {

            annas.send("Hello, all");

            for (var socket : List.of(annas, annasOther, bens)) {
                assertThat(socket.nextText()).isEqualTo("anna: Hello, all");
                assertThat(socket.isSilentFor(A_WHILE)).isTrue();
            }
        }
    }

    @Test
    void everybodySeesTheSameOrder() {
        try (var annas = enter(anna);
                var bens = enter(ben)) {

            for (int i = 0; i < 100; i++) {
                annas.send("a" + i);
                bens.send("b" + i);
            }

            var seenByAnna =
                    IntStream.range(0, 200).mapToObj(_ -> annas.nextText()).toList();
            var seenByBen =
                    IntStream.range(0, 200).mapToObj(_ -> bens.nextText()).toList();
            assertThat(seenByAnna).isEqualTo(seenByBen).doesNotHaveDuplicates();
            assertThat(seenByAnna.stream().filter(text -> text.startsWith("anna")))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 100).mapToObj(i -> "anna: a" + i).toList());
        }
    }

    @Test
    void whateverIsTextIsSaidAsItIs() {
        var json = """
                {"type":"friendship"}""";
        try (var annas = enter(anna)) {
            annas.send(json);
            assertThat(annas.nextText()).isEqualTo("anna: " + json);

            annas.send(" ");
            assertThat(annas.nextText()).isEqualTo("anna:  ");
        }
    }

    @Test
    void emptyTextIsIgnored() {
        try (var annas = enter(anna)) {
            annas.send("");
            annas.send("next");

            assertThat(annas.nextText()).isEqualTo("anna: next");
        }
    }

    @Test
    void longestTextIsSaidAndALongerOneEndsTheSocket() {
        var longest = "\uD83D\uDE00".repeat(16_384);
        try (var annas = enter(anna);
                var bens = enter(ben)) {
            annas.send(longest);
            assertThat(bens.nextText()).isEqualTo("anna: " + longest);

            annas.send("x".repeat(16_385));
            assertThat(annas.awaitClose().code()).isEqualTo(1009);
            assertThat(bens.isSilentFor(A_WHILE)).isTrue();
        }
    }

    @Test
    void binaryFrameEndsTheSocket() {
        try (var annas = enter(anna)) {
            annas.sendBinary(new byte[] {1});

            assertThat(annas.awaitClose().code()).isEqualTo(1003);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/ws?token=", "/ws?token=nonsense", "/ws/?token=nonsense"})
    void nobodyComesInWithoutAGoodToken(String path) {
        try (var socket = TestSocket.open(port, path, TestSocket.builder())) {
            assertThat(socket.awaitClose().code()).isEqualTo(1008);
        }
    }

    @Test
    void refreshAndExpiredTokensAreNoGoodTokens() {
        for (var token : List.of(anna.refresh(), anna.expiredAccess())) {
            try (var socket = TestSocket.open(port, "/ws?token=" + token, TestSocket.builder())) {
                assertThat(socket.awaitClose().code()).isEqualTo(1008);
            }
        }
    }

    @Test
    void pathsAreExact() {
        assertThat(TestSocket.refusal(port, "/ws/lobby?token=" + anna.access(), TestSocket.builder()))
                .isEqualTo(404);
        try (var socket = TestSocket.open(port, "/ws/?token=" + anna.access(), TestSocket.builder())) {
            socket.send("hello");
            assertThat(socket.nextText()).isEqualTo("anna: hello");
        }
    }

    @Test
    void refusalIsSilent() {
        writer.answering = false;
        try (var annas = enter(anna)) {
            annas.send("refused");
            await().until(() -> !writer.batchesOf(anna).isEmpty());
            writer.refuse(writer.batchesOf(anna).getFirst());

            assertThat(annas.isSilentFor(A_WHILE)).isTrue();
            assertThat(annas.isOpen()).isTrue();
        }
    }

    @Test
    void directMessagesDoNotComeIn() {
        var chat = writer.befriend(anna, ben);
        try (var annas = enter(anna);
                var bens = open(ben)) {
            bens.send(message(chat.friendship, "just for you"));
            bens.next();

            assertThat(annas.isSilentFor(A_WHILE)).isTrue();
        }
    }

    @Test
    void whatIsSaidStaysInTheRoom() {
        try (var annas = enter(anna);
                var annasFriendship = open(anna)) {
            annas.send("in here");
            annas.nextText();

            assertThat(annasFriendship.isSilentFor(A_WHILE)).isTrue();
            assertThat(writer.delivered()).noneMatch(mark -> mark.userId().equals(anna.id()));
        }
    }

    @Test
    void deliveriesThatComeTwiceOrTooEarlyAreShownOnceAndInOrder() {
        try (var annas = enter(anna)) {
            annas.send("0");
            assertThat(annas.nextText()).isEqualTo("anna: 0");
            var messages = IntStream.range(1, 5)
                    .mapToObj(i -> writer.write(writer.lobby, ben.id(), UUID.randomUUID(), Integer.toString(i)))
                    .toList();
            for (var i : new int[] {0, 0, 2, 1, 2, 0}) {
                writer.tellRoom(messages.get(i));
            }

            for (int i = 1; i < 4; i++) {
                assertThat(annas.nextText()).isEqualTo("somebody: " + i);
            }
            assertThat(annas.isSilentFor(A_WHILE)).isTrue();
        }
    }

    @Test
    void gapIsFilledByAReplay() {
        try (var annas = enter(anna)) {
            annas.send("0");
            assertThat(annas.nextText()).isEqualTo("anna: 0");
            writer.write(writer.lobby, ben.id(), UUID.randomUUID(), "1");
            writer.tellRoom(writer.write(writer.lobby, ben.id(), UUID.randomUUID(), "2"));

            assertThat(annas.nextText()).isEqualTo("somebody: 1");
            assertThat(annas.nextText()).isEqualTo("somebody: 2");
        }
    }

    @Test
    void whatWasLostWithRedisComesWhenItIsBack() {
        try (var annas = enter(anna)) {
            annas.send("before");
            assertThat(annas.nextText()).isEqualTo("anna: before");
            var lost = writer.write(writer.lobby, ben.id(), UUID.randomUUID(), "lost");

            streams.ask(Request.cmd(Command.FLUSHALL));
            tell(new MessageEvent.RoomMessagesPosted(ConversationId.LOBBY, lost.seq(), lost.seq(), lost.at()));

            assertThat(annas.nextText()).isEqualTo("somebody: lost");
            await().until(() -> !writer.nodesOfRoom().isEmpty());
            annas.send("after");
            assertThat(annas.nextText()).isEqualTo("anna: after");
        }
    }

    @Test
    void socketClosesWhenItsLoginSessionEnds() {
        try (var annas = enter(anna)) {
            Neighbours.ENDED_SESSIONS.put(anna.sid(), Instant.now());
            streams.append(
                            chat.parley.common.event.AuthEvent.STREAM,
                            event(new chat.parley.common.event.AuthEvent.SessionEnded(
                                    anna.id(), anna.sid(), Instant.now())))
                    .await()
                    .indefinitely();

            assertThat(annas.awaitClose().code()).isEqualTo(1008);
        }
    }

    private TestSocket enter(Person as) {
        return TestSocket.open(port, "/ws?token=" + as.access(), TestSocket.builder());
    }

    private void tell(MessageEvent event) {
        streams.append(MessageEvent.STREAM, event(event)).await().indefinitely();
    }

    private static Map<String, String> event(Object event) {
        return Map.of("id", UUID.randomUUID().toString(), "data", Json.write(event));
    }
}
