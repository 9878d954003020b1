package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.testing.Patience;
import chat.parley.deploy.client.Login;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code v1} promises around a retry and a reconnect, on two gateways and two message-services. */
@ExtendWith(StackExtension.class)
class V1ResumeTest {

    private static final int MESSAGES = 800;
    private static final long EVERY_MICROS = 5_000;
    private static final Duration PATIENCE = Patience.LIMIT;

    @Test
    void oneSendTenTimesOnTwoNodesAtOnceIsOneMessageWithTenEqualAcks(RunningStack stack) throws Exception {
        var ada = stack.newUser("ada");
        var ben = stack.newUser("ben");
        var sockets = new ArrayList<V1Socket>();
        for (var i = 0; i < 10; i++) {
            sockets.add(V1Socket.open(stack.gatewayAddress(i % 2), ada));
        }
        var send = send(ben, "once");
        // Who is greeted after the message is not given it.
        await().atMost(PATIENCE)
                .until(() -> sockets.stream()
                        .noneMatch(socket -> socket.frames("hello").isEmpty()));

        sockets.parallelStream().forEach(socket -> socket.send(send));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sockets).allSatisfy(socket -> {
                    assertThat(socket.frames("ack")).hasSize(1);
                    assertThat(socket.seqs()).containsExactly(1L);
                }));
        assertThat(sockets.stream().flatMap(socket -> socket.frames("ack").stream()))
                .hasSize(10)
                .allSatisfy(ack -> assertThat(ack)
                        .isEqualTo(sockets.getFirst().frames("ack").getFirst()));
        assertThat(sockets.stream().flatMap(socket -> socket.frames("refused").stream()))
                .isEmpty();
        assertThat(stack.seqs(ada, ben)).containsExactly(1L);

        sockets.getFirst().send(send.copy().put("body", "another"));
        await().atMost(PATIENCE)
                .until(() -> !sockets.getFirst().frames("refused").isEmpty());
        assertThat(sockets.getFirst().frames("refused").getFirst().getString("code"))
                .isEqualTo("client-id-reused");
        sockets.forEach(V1Socket::close);
    }

    @Test
    void whoseNodeIsKilledGoesOnAtTheOtherWhileMessagesArrive(RunningStack stack) throws Exception {
        goesOnAfter(stack, () -> stack.kill("chat-gateway-2"));
        stack.awaitReady("chat-gateway-2");
    }

    @Test
    void whoComesBackAfterRedisWasEmptiedGoesOnWhileMessagesArrive(RunningStack stack) throws Exception {
        goesOnAfter(stack, stack::emptyRedis);
    }

    @Test
    void whoStaysWhileRedisIsEmptiedMissesNothing(RunningStack stack) throws Exception {
        var ada = stack.newUser("ada");
        var ben = stack.newUser("ben");
        try (var sender = V1Socket.open(stack.gatewayAddress(0), ada);
                var staying = V1Socket.open(stack.gatewayAddress(1), ben);
                var writing = new Writing(sender, ben)) {
            await().atMost(PATIENCE).until(() -> staying.seqs().size() >= MESSAGES / 4);

            stack.emptyRedis();

            await().atMost(PATIENCE)
                    .until(() -> writing.isOver() && staying.seqs().size() >= MESSAGES);
            assertThat(staying.seqs()).isEqualTo(all());
            assertThat(sender.seqs()).isEqualTo(all());
            assertThat(sender.frames("refused")).isEmpty();
        }
        assertThat(stack.seqs(ada, ben)).isEqualTo(all());
    }

    @Test
    void browserComesInWithATicketThroughTheEdge(RunningStack stack) {
        var ada = stack.newUser("ada");
        try (var socket = V1Socket.withTicket(URI.create(stack.address()), ada)) {
            await().atMost(PATIENCE).until(() -> socket.frames("hello").size() == 1);

            assertThat(socket.protocol()).isEqualTo("parley.v1");
            assertThat(socket.frames("hello").getFirst().getString("user")).isEqualTo(ada.id());
        }
    }

    private static void goesOnAfter(RunningStack stack, Runnable fault) throws Exception {
        var ada = stack.newUser("ada");
        var ben = stack.newUser("ben");
        var before = V1Socket.open(stack.gatewayAddress(1), ben);
        try (var sender = V1Socket.open(stack.gatewayAddress(0), ada);
                var writing = new Writing(sender, ben)) {
            await().atMost(PATIENCE).until(() -> before.seqs().size() >= MESSAGES / 4);

            before.close();
            fault.run();
            var seen = before.seqs();

            try (var after = V1Socket.resume(stack.gatewayAddress(0), ben, before.cursor())) {
                await().atMost(PATIENCE)
                        .until(() -> writing.isOver()
                                && seen.size() + after.seqs().size() >= MESSAGES
                                && after.frames("caught_up").size() == 1);
                assertThat(Stream.concat(seen.stream(), after.seqs().stream()).toList())
                        .isEqualTo(all());
            }
            assertThat(sender.frames("ack")).hasSize(MESSAGES);
        }
        assertThat(stack.seqs(ada, ben)).isEqualTo(all());
    }

    private static List<Long> all() {
        return LongStream.rangeClosed(1, MESSAGES).boxed().toList();
    }

    private static JsonObject send(Login to, String body) {
        return new JsonObject()
                .put("op", "send")
                .put("client_id", UUID.randomUUID().toString())
                .put("to", to.id())
                .put("body", body);
    }

    /** 200 messages a second. */
    private static final class Writing implements AutoCloseable {

        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        private final AtomicInteger written = new AtomicInteger();
        private final V1Socket socket;

        Writing(V1Socket socket, Login to) {
            this.socket = socket;
            timer.scheduleAtFixedRate(() -> write(to), 0, EVERY_MICROS, TimeUnit.MICROSECONDS);
        }

        private void write(Login to) {
            if (written.get() < MESSAGES) {
                socket.send(send(to, "m" + written.incrementAndGet()));
            }
        }

        boolean isOver() {
            return socket.frames("ack").size() == MESSAGES;
        }

        @Override
        public void close() {
            timer.shutdownNow();
        }
    }
}
