package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.testing.Patience;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Redis forgets everything while people write, and whoever has a socket open, in whatever dialect, notices nothing. */
@ExtendWith(StackExtension.class)
class EmptiedRedisTest {

    private static final int MESSAGES = 300;
    private static final Duration PATIENCE = Patience.LIMIT;

    private static final List<String> TEXTS =
            IntStream.rangeClosed(1, MESSAGES).mapToObj(i -> "message " + i).toList();
    private static final String LAST = "the last";
    private static final List<String> ALL =
            Stream.concat(TEXTS.stream(), Stream.of(LAST)).toList();

    @Test
    void everyDialectsSocketsCatchUpThroughTheEdge(RunningStack stack) {
        var edge = URI.create(stack.address());
        var chat = Conversation.of(stack);
        var eve = stack.newUser("eve");
        var ben = chat.ben();
        try (var adas = V1Socket.open(edge, chat.ada());
                var adasLobby = TextSocket.open(edge, "/ws", chat.ada().access());
                var friendship = stack.api().open(ben);
                var social = SocialSocket.open(edge, ben.access());
                var lobby = TextSocket.open(edge, "/ws", ben.access());
                var thread = TextSocket.open(edge, "/ws/chat/room/", ben.access());
                var v1 = V1Socket.open(edge, ben)) {
            for (var text : TEXTS) {
                adas.send(send(ben.id(), text));
                adasLobby.send(text);
                if (TEXTS.indexOf(text) % (MESSAGES / 3) == MESSAGES / 6) {
                    stack.emptyRedis();
                }
            }
            stack.api().befriend(eve, ben);
            // What comes last finds nothing twice before it.
            await().atMost(PATIENCE).until(() -> adas.frames("ack").size() == MESSAGES);
            var direct = adas.frames("ack").getFirst().getString("conversation");
            adas.send(send(ben.id(), LAST));
            adasLobby.send(LAST);

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(chat.said(friendship.frames())).containsExactlyElementsOf(ALL));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(said(thread)).containsExactlyElementsOf(ALL));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(saidIn(direct, v1)).containsExactlyElementsOf(ALL));
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(saidBy(chat.ada().username(), lobby)).containsExactlyElementsOf(ALL));
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(social.notifications("friend_request")).hasSize(1));
            assertThat(adas.frames("refused")).isEmpty();
        }
    }

    private static JsonObject send(String to, String text) {
        return new JsonObject()
                .put("op", "send")
                .put("client_id", UUID.randomUUID().toString())
                .put("to", to)
                .put("body", text);
    }

    private static List<String> saidIn(String conversation, V1Socket v1) {
        return v1.frames("message").stream()
                .filter(frame -> frame.getString("conversation").equals(conversation))
                .map(frame -> frame.getString("body"))
                .toList();
    }

    private static List<String> said(TextSocket thread) {
        return thread.frames().stream()
                .map(JsonObject::new)
                .filter(frame -> "re_message".equals(frame.getString("action")))
                .map(frame -> frame.getString("message_body"))
                .toList();
    }

    private static List<String> saidBy(String username, TextSocket lobby) {
        var prefix = username + ": ";
        return lobby.frames().stream()
                .filter(frame -> frame.startsWith(prefix))
                .map(frame -> frame.substring(prefix.length()))
                .toList();
    }
}
