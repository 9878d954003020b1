package chat.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.chat.NodeEvent;
import chat.parley.gateway.testing.Person;
import chat.parley.gateway.testing.TestSocket;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ThreadSocketTest extends SocketTest {

    private static final Duration A_WHILE = Duration.ofMillis(400);

    @Inject
    Node node;

    @Test
    void messageReachesTheReceiverAlone() {
        writer.befriend(anna, ben);
        try (var annas = connect(anna);
                var annasOther = connect(anna);
                var bens = connect(ben);
                var bensOther = connect(ben)) {

            annas.send(chatMessage(ben.id(), "Hello"));

            for (var socket : List.of(bens, bensOther)) {
                var frame = socket.next();
                assertThat(frame.path("action").asText()).isEqualTo("re_message");
                assertThat(frame.path("message_body").asText()).isEqualTo("Hello");
                assertThat(frame.path("sender_id").asText()).isEqualTo(anna.id().toString());
                assertThat(frame.path("receiver_id").asText())
                        .isEqualTo(ben.id().toString());
                assertThat(frame.path("created_msg_id").isIntegralNumber()).isTrue();
            }
            assertThat(annas.isSilentFor(A_WHILE)).isTrue();
            assertThat(annasOther.isSilentFor(A_WHILE)).isTrue();
        }
    }

    @Test
    void messageBetweenFriendsIsOneInEveryDialect() {
        var chat = writer.befriend(anna, ben);
        try (var annas = connect(anna);
                var annasFriendship = open(anna);
                var bens = connect(ben);
                var bensFriendship = open(ben)) {

            annas.send(chatMessage(ben.id(), "from here"));
            assertThat(bens.next().path("message_body").asText()).isEqualTo("from here");
            for (var socket : List.of(annasFriendship, bensFriendship)) {
                var frame = socket.next();
                assertThat(frame.at("/message/message/content").asText()).isEqualTo("from here");
                assertThat(frame.at("/message/message/friendship").asText()).isEqualTo(chat.friendship.toString());
            }

            bensFriendship.send(message(chat.friendship, "from there"));
            assertThat(annas.next().path("message_body").asText()).isEqualTo("from there");
            assertThat(bens.isSilentFor(A_WHILE)).isTrue();
        }
    }

    @Test
    void fileIsShownWhenItIsAnnouncedAndNotBefore() {
        var chat = writer.befriend(anna, ben);
        var message = writer.writeFile(chat, anna, "see this", true);
        try (var annas = connect(anna);
                var bens = connect(ben);
                var bensFriendship = open(ben)) {
            writer.tellBoth(chat, message);
            assertThat(bensFriendship.next().path("type").asText()).isEqualTo("friendship_message");
            assertThat(bens.isSilentFor(A_WHILE)).isTrue();

            annas.send("""
                    {"action":"chat_message_file","message_body":"forged","chat_id":"%d"}""".formatted(message.number()));

            var frame = bens.next();
            assertThat(frame.path("action").asText()).isEqualTo("re_message_file");
            assertThat(frame.path("message_body").asText()).isEqualTo("see this");
            assertThat(frame.path("attached_file_name").asText()).isEqualTo("notes.txt");
            assertThat(frame.path("created_msg_id").asLong()).isEqualTo(message.number());
            assertThat(annas.isSilentFor(A_WHILE)).isTrue();
        }
    }

    @Test
    void announcementThatComesTwiceIsShownOnce() {
        var chat = writer.befriend(anna, ben);
        var message = writer.writeFile(chat, anna, "", true);
        try (var bens = connect(ben)) {
            writer.tell(node.name(), announcement(message), announcement(message));
            writer.tell(node.name(), announcement(message));

            assertThat(bens.next().path("action").asText()).isEqualTo("re_message_file");
            assertThat(bens.isSilentFor(A_WHILE)).isTrue();
        }
    }

    @Test
    void fileThatNobodyWillAnnounceIsShownAtOnce() {
        var chat = writer.befriend(anna, ben);
        try (var bens = connect(ben)) {
            writer.tellBoth(chat, writer.writeFile(chat, anna, "a file", false));

            var frame = bens.next();
            assertThat(frame.path("action").asText()).isEqualTo("re_message_file");
            assertThat(frame.path("message_body").asText()).isEqualTo("a file");
            assertThat(bens.isSilentFor(A_WHILE)).isTrue();
        }
    }

    @Test
    void whatCannotBeDoneIsAnErrorAndTheSocketStaysOpen() {
        try (var annas = connect(anna)) {
            annas.send(chatMessage(UUID.randomUUID(), "Is anybody there?"));
            assertThat(error(annas)).isEqualTo("Invalid receipient");

            annas.send("""
                    {"action":"chat_message_file","chat_id":35}""");
            assertThat(error(annas)).isEqualTo("Message not found");

            annas.send("nonsense");
            assertThat(error(annas)).isEqualTo("Invalid JSON format");
            annas.send("""
                    {"action":"dance"}""");
            assertThat(error(annas)).isEqualTo("Unknown action");
            assertThat(annas.isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?token=", "?token=nonsense"})
    void nobodyComesInWithoutAGoodToken(String query) {
        assertThat(TestSocket.refusal(port, "/ws/chat/room/" + query, TestSocket.builder()))
                .isEqualTo(403);
    }

    @Test
    void refreshAndExpiredTokensAreNoGoodTokens() {
        for (var token : List.of(anna.refresh(), anna.expiredAccess())) {
            assertThat(TestSocket.refusal(port, "/ws/chat/room/?token=" + token, TestSocket.builder()))
                    .isEqualTo(403);
        }
    }

    private TestSocket connect(Person as) {
        return TestSocket.open(port, "/ws/chat/room/?token=" + as.access(), TestSocket.builder());
    }

    private static NodeEvent announcement(ChatMessage message) {
        return new NodeEvent.FileAnnounced(List.of(message.recipientId()), message);
    }

    private static String chatMessage(UUID receiver, String body) {
        return """
                {"action":"chat_message","message_body":"%s","receiver_id":"%s"}""".formatted(body, receiver);
    }

    private static String error(TestSocket socket) {
        var frame = socket.next();
        assertThat(frame.path("action").asText()).isEqualTo("error");
        return frame.path("detail").asText();
    }
}
