package chat.parley.deploy.fault.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RawSocketTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private int serve(Consumer<ServerWebSocket> handler) throws Exception {
        return vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .webSocketHandler(handler::accept)
                .requestHandler(request -> request.response().setStatusCode(404).end())
                .listen()
                .map(HttpServer::actualPort)
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }

    @Test
    void saysWhatItIsToldInOneFrameOrInMany() throws Exception {
        var port = serve(socket -> socket.textMessageHandler(socket::writeTextMessage));
        try (var socket = RawSocket.connect(port, 0)) {
            assertThat(socket.handshake("/", Map.of())).isEqualTo(101);

            socket.text("whole");
            assertThat(socket.read(PATIENCE).text()).isEqualTo("whole");

            socket.frame(RawSocket.TEXT, false, 0, "in ".getBytes(StandardCharsets.UTF_8));
            socket.frame(RawSocket.CONTINUATION, true, 0, "parts".getBytes(StandardCharsets.UTF_8));
            assertThat(socket.read(PATIENCE).text()).isEqualTo("in parts");
        }
    }

    @Test
    void readsLongFrames() throws Exception {
        var text = "x".repeat(40_000);
        var port = serve(socket -> socket.writeTextMessage(text));
        try (var socket = RawSocket.connect(port, 0)) {
            socket.handshake("/", Map.of());

            assertThat(socket.read(PATIENCE).text()).isEqualTo(text);
        }
    }

    @Test
    void tellsTheCodeOfAClose() throws Exception {
        var port = serve(socket -> socket.close((short) 4001));
        try (var socket = RawSocket.connect(port, 0)) {
            socket.handshake("/", Map.of());

            assertThat(socket.awaitClose(PATIENCE)).isEqualTo(4001);
        }
    }

    @Test
    void tellsAnEndWithoutACodeFromNoEnd() throws Exception {
        var port = serve(socket -> socket.textMessageHandler(_ -> socket.close()));
        try (var socket = RawSocket.connect(port, 0)) {
            socket.handshake("/", Map.of());
            assertThat(socket.awaitClose(Duration.ofMillis(200))).isZero();

            socket.write(new byte[] {(byte) 0x83, 0x00});
            assertThat(socket.ends(PATIENCE)).isTrue();
        }
    }

    @Test
    void tellsTheStatusOfARefusedHandshake() throws Exception {
        var port = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(request -> request.response().setStatusCode(403).end())
                .listen()
                .map(HttpServer::actualPort)
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
        try (var socket = RawSocket.connect(port, 0)) {
            assertThat(socket.handshake("/", Map.of())).isEqualTo(403);
        }
    }

    @Test
    void sendsWhatNoLibraryWould() throws Exception {
        var port = serve(socket -> socket.textMessageHandler(_ -> {}));
        try (var socket = RawSocket.connect(port, 0)) {
            socket.handshake("/", Map.of());

            socket.frame(0x3, true, 0, new byte[4]);

            assertThat(socket.ends(PATIENCE)).isTrue();
        }
    }
}
