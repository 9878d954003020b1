package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.testing.Patience;
import chat.parley.deploy.client.Frames;
import chat.parley.deploy.client.Login;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class ThreadTest {

    private static final Duration SOON = Patience.LIMIT;
    private static final String BOUNDARY = "a-boundary";

    /** One of two friends has a socket of each dialect, and the other writes in each. */
    @Test
    void friendsWriteToEachOtherInWhateverDialect(RunningStack stack) {
        var friends = Conversation.of(stack);
        try (var first = stack.gateway(0);
                var second = stack.gateway(1);
                var ada = second.open(friends.ada());
                var ben = first.open(friends.ben());
                var adasThread = thread(stack, 1, friends.ada());
                var bensThread = thread(stack, 0, friends.ben())) {

            adasThread.send(chatMessage(friends.ben(), "from a thread"));
            await().atMost(SOON).until(() -> !bensThread.frames().isEmpty());
            ada.send(Frames.message(friends.channel(), "from a friend"));
            await().atMost(SOON).until(() -> bensThread.frames().size() == 2);

            for (var socket : List.of(ada, ben)) {
                await().atMost(SOON).until(() -> friends.said(socket.frames()).size() == 2);
                assertThat(friends.said(socket.frames())).containsExactly("from a thread", "from a friend");
            }
            assertThat(bensThread.frames().stream().map(frame -> new JsonObject(frame).getString("message_body")))
                    .containsExactly("from a thread", "from a friend");
            assertThat(adasThread.frames()).isEmpty();
        }
    }

    @Test
    void strangersSendAFileAndAnnounceIt(RunningStack stack) throws Exception {
        var ada = stack.newUser("ada");
        var ben = stack.newUser("ben");
        try (var adas = thread(stack, 0, ada);
                var bens = thread(stack, 1, ben)) {

            var sent = sendFile(stack, ada, ben);
            adas.send(new JsonObject()
                    .put("action", "chat_message_file")
                    .put("message_body", "see this")
                    .put("chat_id", String.valueOf(sent.getInteger("id")))
                    .encode());
            await().atMost(SOON).until(() -> !bens.frames().isEmpty());

            var frame = new JsonObject(bens.frames().getFirst());
            assertThat(bens.frames()).hasSize(1);
            assertThat(frame.getString("action")).isEqualTo("re_message_file");
            assertThat(frame.getInteger("created_msg_id")).isEqualTo(sent.getInteger("id"));
            assertThat(stack.api()
                            .call("GET", frame.getString("attached_file_url"), null, null)
                            .expect(200)
                            .body())
                    .isEqualTo("some notes");
            var threads = stack.api()
                    .call("GET", "/chat/get-user-threads/", ben.access(), null)
                    .expect(200);
            assertThat(threads.json()
                            .getJsonArray("entity")
                            .getJsonObject(0)
                            .getJsonObject("user_one")
                            .getString("email"))
                    .isEqualTo(ada.username() + "@example.org");
        }
    }

    /** The receiver's node is told of nothing, since for a moment nobody knows that it holds a socket of hers; then Redis is lost. */
    @Test
    void announcementThatIsLostWithRedisIsMadeUpFor(RunningStack stack) throws Exception {
        var ada = stack.newUser("ada");
        var ben = stack.newUser("ben");
        try (var redis = stack.laboratory().redis();
                var adas = thread(stack, 0, ada);
                var bens = thread(stack, 1, ben)) {
            var sent = sendFile(stack, ada, ben);
            await().atMost(SOON)
                    .until(() -> redis.call("EXISTS", "online:" + ben.id()).equals(1L));

            redis.call("DEL", "online:" + ben.id());
            adas.send(new JsonObject()
                    .put("action", "chat_message_file")
                    .put("chat_id", sent.getInteger("id"))
                    .encode());
            await().atMost(SOON)
                    .until(() -> redis.call("XRANGE", "events.message", "-", "+")
                            .toString()
                            .matches("(?s).*announcement-made[^}]*" + ben.id() + ".*"));
            stack.emptyRedis();

            await().atMost(SOON).until(() -> !bens.frames().isEmpty());
            // What comes through the same node later finds nothing else on the socket.
            await().atMost(SOON).until(() -> {
                adas.send(chatMessage(ben, "did you see it"));
                return bens.frames().size() > 1;
            });
            assertThat(bens.frames().stream().filter(frame -> frame.contains("re_message_file")))
                    .hasSize(1)
                    .first()
                    .satisfies(frame -> assertThat(new JsonObject(frame).getInteger("created_msg_id"))
                            .isEqualTo(sent.getInteger("id")));
        }
    }

    @Test
    void whoIsRejectedWritesInNoDialect(RunningStack stack) {
        var friends = Conversation.of(stack);
        var answer = new JsonObject().put("friendship_id", friends.channel()).put("status", "rejected");
        stack.api()
                .call("PATCH", "/api/users/friendship/", friends.ben().access(), answer)
                .expect(200);
        try (var adas = thread(stack, 0, friends.ada())) {
            // message-service hears of it a moment later.
            await().atMost(SOON).until(() -> {
                adas.send(chatMessage(friends.ben(), "hello"));
                return adas.frames().stream().anyMatch(frame -> frame.contains("You cannot send"));
            });
        }
    }

    private static TextSocket thread(RunningStack stack, int node, Login user) {
        return TextSocket.open(stack.gatewayAddress(node), "/ws/chat/room/", user.access());
    }

    private static String chatMessage(Login to, String text) {
        return new JsonObject()
                .put("action", "chat_message")
                .put("message_body", text)
                .put("receiver_id", to.id())
                .encode();
    }

    private static JsonObject sendFile(RunningStack stack, Login from, Login to)
            throws IOException, InterruptedException {
        var form = part("\"receiver\"", to.id())
                + part("\"message\"", "see this")
                + part("\"attached_file\"; filename=\"notes.txt\"", "some notes")
                + "--" + BOUNDARY + "--\r\n";
        var request = HttpRequest.newBuilder(URI.create(stack.address() + "/chat/chat-attachment/"))
                .header("Authorization", "Bearer " + from.access())
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
            return new JsonObject(response.body()).getJsonObject("entity").getJsonObject("message");
        }
    }

    private static String part(String name, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=" + name + "\r\n\r\n" + content + "\r\n";
    }
}
