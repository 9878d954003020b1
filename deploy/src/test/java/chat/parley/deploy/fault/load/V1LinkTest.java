package chat.parley.deploy.fault.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.deploy.fault.history.Message;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketClientOptions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A socket of which nobody knows would be counted as a leak of the server. */
class V1LinkTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String HELLO = "{\"op\":\"hello\",\"cursor\":\"first\"}";

    private final Vertx vertx = Vertx.vertx();
    private final List<ServerWebSocket> accepted = new CopyOnWriteArrayList<>();
    private Node node;

    @BeforeEach
    void serve() throws Exception {
        node = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .webSocketHandler(socket -> {
                    accepted.add(socket);
                    socket.writeTextMessage(HELLO);
                })
                .listen(0)
                .map(HttpServer::actualPort)
                .map(port -> new Node("one", port))
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void hearsTheFirstFrameHoweverSoonItComes() {
        var opener = V1Link.with(vertx, vertx.createWebSocketClient(sockets(200)), LONG);
        var listeners = IntStream.range(0, 200).mapToObj(_ -> new Heard()).toList();

        listeners.forEach(listener -> opener.open(node, "access", listener));

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(listeners)
                        .allSatisfy(listener -> assertThat(listener.hellos).containsExactly("first")));
    }

    @Test
    void givesUpInTimeAndClosesWhatComesLater() {
        // The second waits until the first is gone.
        var client = vertx.createWebSocketClient(sockets(1));
        var first = V1Link.with(vertx, client, LONG).open(node, "access", new Heard());
        await().until(first::succeeded);
        var late = new Heard();

        var second = V1Link.with(vertx, client, SHORT).open(node, "access", late);

        await().until(second::failed);
        assertThat(accepted).hasSize(1);
        first.result().cut();
        await().untilAsserted(() -> assertThat(accepted)
                .hasSize(2)
                .allSatisfy(socket -> assertThat(socket.isClosed()).isTrue()));
        assertThat(late.hellos).isEmpty();
        assertThat(late.closed).isEmpty();
    }

    private static WebSocketClientOptions sockets(int most) {
        return new WebSocketClientOptions().setMaxConnections(most);
    }

    /** Keeps what it is told. */
    private static final class Heard implements ChatLink.Listener {

        private final List<String> hellos = new CopyOnWriteArrayList<>();
        private final List<Integer> closed = new CopyOnWriteArrayList<>();

        @Override
        public void hello(String cursor) {
            hellos.add(cursor);
        }

        @Override
        public void closed(int code) {
            closed.add(code);
        }

        @Override
        public void acked(UUID clientId, UUID conversation, long seq, UUID id) {}

        @Override
        public void refused(UUID clientId, String code) {}

        @Override
        public void delivered(Message message, String cursor) {}

        @Override
        public void gap(UUID conversation, long from, long to) {}

        @Override
        public void caughtUp(String cursor) {}

        @Override
        public void tokenExpiring() {}

        @Override
        public void reconnect(long afterMillis) {}
    }
}
