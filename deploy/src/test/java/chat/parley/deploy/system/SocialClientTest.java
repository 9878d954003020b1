package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.parley.common.testing.Patience;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the published React client of {@code social} does, over HTTP and its socket, all of it through the edge. */
@ExtendWith(StackExtension.class)
class SocialClientTest {

    private static final Duration SOON = Patience.LIMIT;

    @Test
    void peopleFindEachOtherAskAcceptAndSeeEachOther(RunningStack stack) {
        var ada = SocialClient.register(stack, "ada");
        var ben = SocialClient.register(stack, "ben");
        try (var adas = ada.connect(stack);
                var bens = ben.connect(stack)) {
            assertThat(ada.get("/api/users/me/").expect(200).json().getString("email"))
                    .isEqualTo(ada.email());
            assertThat(ids(ada.list("/api/users/"))).contains(ada.id(), ben.id());
            assertThat(ada.get("/api/users/" + ben.id() + "/")
                            .expect(200)
                            .json()
                            .getBoolean("is_online"))
                    .isTrue();

            ada.ask(ben);
            var asked = bens.awaitNotification("friend_request");
            assertThat(asked.getString("sender")).isEqualTo(ada.email());
            assertThat(asked.getJsonObject("recipient").getLong("id")).isEqualTo(ben.id());
            var request = asked.getJsonObject("related_request");
            assertThat(request.getString("status")).isEqualTo("pending");
            assertThat(request.getJsonObject("sender").getLong("id")).isEqualTo(ada.id());
            assertThat(ids(ben.list("/api/users/pending-requests/"))).containsExactly(request.getLong("id"));
            assertThat(ben.get("/api/users/" + ada.id() + "/friend-request/")
                            .expect(200)
                            .json()
                            .getLong("id"))
                    .isEqualTo(request.getLong("id"));

            ben.accept(ada);
            var accepted = adas.awaitNotification("friend_accept");
            assertThat(accepted.getString("sender")).isEqualTo(ben.email());
            assertThat(accepted.getString("text")).endsWith(" accepted your friend request.");
            adas.awaitStatus(ben.id(), "online");
            bens.awaitStatus(ada.id(), "online");
            assertThat(ids(ada.list("/api/users/" + ada.id() + "/friends/"))).containsExactly(ben.id());
            assertThat(ada.get("/api/users/" + ben.id() + "/friendship-status/")
                            .expect(200)
                            .json()
                            .getString("status"))
                    .isEqualTo("active");

            assertThat(adas.notifications("friend_accept")).hasSize(1);
            assertThat(bens.notifications("friend_request")).hasSize(1);
        }
    }

    @Test
    void whoIsRejectedIsToldSoAndSeesNothing(RunningStack stack) {
        var ada = SocialClient.register(stack, "ada");
        var ben = SocialClient.register(stack, "ben");
        try (var adas = ada.connect(stack);
                var bens = ben.connect(stack)) {
            ada.ask(ben);
            bens.awaitNotification("friend_request");

            ben.reject(ada);

            assertThat(adas.awaitNotification("friend_accept").getString("text"))
                    .endsWith(" rejected your friend request.");
            assertThat(ada.list("/api/users/" + ada.id() + "/friends/")).isEmpty();
            assertThat(ben.list("/api/users/pending-requests/")).isEmpty();
            assertThat(adas.statusesOf(ben.id())).isEmpty();
        }
    }

    @Test
    void liveNotificationIsTheOneInTheInboxAndIsReadAndRemovedThere(RunningStack stack) {
        var ada = SocialClient.register(stack, "ada");
        var ben = SocialClient.register(stack, "ben");
        try (var bens = ben.connect(stack)) {
            ada.ask(ben);
            var live = bens.awaitNotification("friend_request");

            var stored = (JsonObject) ben.list("/api/notifications/").getValue(0);
            assertThat(stored.getJsonObject("sender").getString("email")).isEqualTo(live.getString("sender"));
            for (var field : List.of("id", "text", "is_read", "created_at", "notification_type", "auto_delete")) {
                assertThat(stored.getValue(field)).as(field).isEqualTo(live.getValue(field));
            }

            var read = ben.post("/api/notifications/" + live.getLong("id") + "/mark-as-read/")
                    .expect(200)
                    .json();
            assertThat(read.getBoolean("is_read")).isTrue();
            ben.api()
                    .call("DELETE", "/api/notifications/" + live.getLong("id") + "/", ben.access(), null)
                    .expect(204);
            assertThat(ben.list("/api/notifications/")).isEmpty();
        }
    }

    @Test
    void messageToSomebodyWhoIsAwayIsInTheInbox(RunningStack stack) {
        var ada = SocialClient.register(stack, "ada");
        var ben = SocialClient.register(stack, "ben");
        var bensId = ben.get("/api/users/me/").expect(200).json().getString("uuid");
        try (var adas = TextSocket.open(stack.gatewayAddress(0), "/ws/chat/room/", ada.access())) {
            adas.send(new JsonObject()
                    .put("action", "chat_message")
                    .put("message_body", "are you there?")
                    .put("receiver_id", bensId)
                    .encode());

            await().atMost(SOON)
                    .until(() -> ben.list("/api/notifications/").stream()
                            .map(JsonObject.class::cast)
                            .anyMatch(notification ->
                                    notification.getString("notification_type").equals("message")));
        }
    }

    @Test
    void tokensAreRefreshedAndTheSocketIsRefusedWithoutOne(RunningStack stack) {
        var ada = SocialClient.register(stack, "ada");

        var renewed = stack.api()
                .call("POST", "/api/token/refresh/", null, new JsonObject().put("refresh", ada.refresh()))
                .expect(200)
                .json();

        try (var socket = SocialSocket.open(URI.create(stack.address()), renewed.getString("access"))) {
            assertThat(socket.groupUsers()).containsExactly(ada.id());
        }
        assertThatThrownBy(() -> SocialSocket.open(URI.create(stack.address()), "nonsense"))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(403));
    }

    private static List<Long> ids(JsonArray array) {
        return array.stream()
                .map(JsonObject.class::cast)
                .map(object -> object.getLong("id"))
                .toList();
    }
}
