package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.testing.Patience;
import chat.parley.deploy.client.Login;
import chat.parley.deploy.fault.lab.Metrics;
import chat.parley.deploy.fault.lab.RawSocket;
import chat.parley.deploy.fault.lab.SigningKey;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the server says to a socket of {@code v1} about the socket itself, as it arrives through the edge. */
@ExtendWith(StackExtension.class)
class V1EdgeTest {

    private static final int EXPIRED = 4002;
    private static final int TOO_SLOW = 4008;
    private static final int TOO_MANY_FRAMES = 4029;
    private static final int RESTARTING = 1012;

    /** More than may be sent at once. */
    private static final int FLOOD = 20_000;

    private static final int SMALL_BUFFER = 4_096;
    private static final String LONG_TEXT = "x".repeat(16_000);
    private static final int AT_ONCE = 100;

    /** Of long texts: more than all buffers on the way hold. */
    private static final int MOST = 3_000;

    /** More of a room than is sent again to who comes back. */
    private static final int SAID = 1_100;

    /** Of a token: long enough for two handshakes on any machine. */
    private static final Duration A_SHORT_LIFE = Duration.ofSeconds(15);

    private static final Duration SOON = Patience.LIMIT;
    private static final Duration LONG = Duration.ofSeconds(90);

    @Test
    void whoIsWarnedAndShowsAFreshTokenStaysAndWhoDoesNotIsClosed(RunningStack stack) throws Exception {
        var ada = stack.newUser("ada");
        var soon = expiringIn(A_SHORT_LIFE, ada, stack);
        try (var staying = V1Socket.open(URI.create(stack.address()), soon);
                var ending = V1Socket.open(URI.create(stack.address()), soon)) {
            await().atMost(SOON)
                    .until(() -> !staying.frames("token_expiring").isEmpty()
                            && !ending.frames("token_expiring").isEmpty());
            assertThat(staying.frames("token_expiring").getFirst().getLong("in_s"))
                    .isBetween(0L, A_SHORT_LIFE.toSeconds());

            staying.send(new JsonObject().put("op", "auth").put("token", ada.access()));

            assertThat(ending.closed()).succeedsWithin(SOON).isEqualTo(EXPIRED);
            staying.send(new JsonObject().put("op", "ping"));
            await().atMost(SOON).until(() -> !staying.frames("pong").isEmpty());
            assertThat(staying.closed()).isNotDone();
        }
    }

    @Test
    void whoSendsTooManyFramesIsClosed(RunningStack stack) throws IOException {
        var ada = stack.newUser("ada");
        try (var socket = RawSocket.connect(URI.create(stack.address()).getPort(), 0)) {
            assertThat(socket.handshake("/ws/v1", Map.of("Authorization", "Bearer " + ada.access())))
                    .isEqualTo(101);

            flood(socket);

            assertThat(socket.awaitClose(SOON)).isEqualTo(TOO_MANY_FRAMES);
        }
    }

    /** The server may close while this writes. */
    private static void flood(RawSocket socket) {
        try {
            for (var i = 0; i < FLOOD; i++) {
                socket.text("{\"op\":\"ping\"}");
            }
        } catch (IOException closed) {
            // what was said before will be read
        }
    }

    @Test
    void whoComesBackToARoomIsToldOfTheGapAndFetchesIt(RunningStack stack) {
        var edge = URI.create(stack.address());
        var ada = stack.newUser("ada");
        var ben = stack.newUser("ben");
        var cursor = cursorOf(ben, edge);
        var lobby = stack.api()
                .call("GET", "/api/v1/conversations", ada.access(), null)
                .expect(200)
                .json()
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
        try (var adas = V1Socket.open(edge, ada)) {
            IntStream.range(0, SAID).forEach(i -> adas.send(say(lobby, "number " + i)));
            await().atMost(LONG).until(() -> adas.frames("ack").size() == SAID);
        }

        try (var after = V1Socket.resume(edge, ben, cursor)) {
            await().atMost(SOON).until(() -> !after.frames("caught_up").isEmpty());

            var gap = after.frames("gap").getFirst();
            assertThat(gap.getString("conversation")).isEqualTo(lobby);
            assertThat(after.seqs().getFirst()).isEqualTo(gap.getLong("to") + 1);
            var fetched = stack.api()
                    .call(
                            "GET",
                            "/api/v1/conversations/%s/messages?after=%d&limit=100"
                                    .formatted(lobby, gap.getLong("from") - 1),
                            ben.access(),
                            null)
                    .expect(200);
            assertThat(fetched.json().getJsonArray("items").getJsonObject(0).getLong("seq"))
                    .isEqualTo(gap.getLong("from"));
        }
    }

    /** The edge keeps little for a client, so that the node sees who is there and does not read. */
    @Test
    void whoStopsReadingIsClosedAndMissesNothing(RunningStack stack) throws Exception {
        var edge = URI.create(stack.address());
        var ada = stack.newUser("ada");
        var ben = stack.newUser("ben");
        var conversation = stack.api()
                .call("POST", "/api/v1/conversations", ada.access(), new JsonObject().put("with", ben.id()))
                .expect(201)
                .json()
                .getString("id");
        var cursor = cursorOf(ben, edge);
        var before = closedAsTooSlow(stack);
        var said = 0;
        try (var slow = RawSocket.connect(edge.getPort(), SMALL_BUFFER);
                var adas = V1Socket.open(edge, ada)) {
            assertThat(slow.handshake("/ws/v1", Map.of("Authorization", "Bearer " + ben.access())))
                    .isEqualTo(101);

            slow.text("{\"op\":\"ping\"}");
            while (!slow.read(SOON).text().contains("pong")) {
                // it is told what it missed before, and only then what is said now
            }
            while (closedAsTooSlow(stack) == before && said < MOST) {
                said += AT_ONCE;
                var sent = said;
                IntStream.range(0, AT_ONCE).forEach(_ -> adas.send(say(conversation, LONG_TEXT)));
                await().atMost(SOON).until(() -> adas.frames("ack").size() == sent);
            }

            assertThat(slow.awaitClose(SOON)).isEqualTo(TOO_SLOW);
        }
        try (var after = V1Socket.resume(edge, ben, cursor)) {
            await().atMost(SOON).until(() -> !after.frames("caught_up").isEmpty());

            assertThat(after.seqs())
                    .isEqualTo(LongStream.rangeClosed(1, said).boxed().toList());
        }
    }

    private static double closedAsTooSlow(RunningStack stack) {
        return Metrics.of(stack.laboratory(), "parley_socket_closes_total", "code=\"" + TOO_SLOW + "\"");
    }

    private static String cursorOf(Login user, URI edge) {
        try (var socket = V1Socket.open(edge, user)) {
            return socket.cursor();
        }
    }

    @Test
    void whoseNodeGoesAwayIsToldWhenToComeBackAndThenClosed(RunningStack stack) throws Exception {
        var ada = stack.newUser("ada");
        var sockets = IntStream.range(0, 8)
                .mapToObj(_ -> V1Socket.open(URI.create(stack.address()), ada))
                .toList();
        await().atMost(SOON)
                .until(() -> sockets.stream()
                        .noneMatch(socket -> socket.frames("hello").isEmpty()));

        stack.laboratory().restart("chat-gateway-1", LONG);

        var closed = sockets.stream().filter(socket -> socket.closed().isDone()).toList();
        assertThat(closed).isNotEmpty().allSatisfy(socket -> {
            assertThat(socket.closed()).isCompletedWithValue(RESTARTING);
            assertThat(socket.frames("reconnect"))
                    .singleElement()
                    .satisfies(told -> assertThat(told.getLong("after_ms")).isNotNegative());
        });
        sockets.forEach(V1Socket::close);
    }

    private static Login expiringIn(Duration life, Login user, RunningStack stack) throws Exception {
        var token = SigningKey.active(stack.laboratory().home().privateKeys())
                .withExpiry(user.access(), Instant.now().plus(life));
        return new Login(user.username(), user.id(), token, user.refresh());
    }

    private static JsonObject say(String conversation, String text) {
        return new JsonObject()
                .put("op", "send")
                .put("client_id", UUID.randomUUID().toString())
                .put("conversation", conversation)
                .put("body", text);
    }
}
