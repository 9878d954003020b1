package chat.parley.deploy.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.parley.deploy.Service;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Sockets through the edge, to gateways that are played. */
class EdgeSocketTest extends EdgeStand {

    private final AtomicLong takenByReader = new AtomicLong();

    @Test
    void aSocketIsJoinedWithAGateway() throws Exception {
        startGateway(ports.get(Service.GATEWAY).getFirst());
        var frames = new Frames();

        var socket = open("/ws/messages/?token=abc", frames);
        socket.sendText("ping", true).join();

        assertThat(frames.next()).isEqualTo("hello /ws/messages/?token=abc from 127.0.0.1");
        assertThat(frames.next()).isEqualTo("echo ping");
        socket.sendClose(4000, "bye").join();
        assertThat(frames.next()).startsWith("closed 4000");
    }

    @Test
    void aGatewayThatGoesAwayClosesItsSockets() throws Exception {
        var gateway = startGateway(ports.get(Service.GATEWAY).getFirst());
        var frames = new Frames();
        open("/ws/messages/", frames);
        assertThat(frames.next()).startsWith("hello");

        gateway.close();

        assertThat(frames.next()).matches("closed .*|failed.*");
    }

    @Test
    void aRefusedHandshakeKeepsItsStatus() {
        listen(
                ports.get(Service.GATEWAY).getFirst(),
                request -> request.response().setStatusCode(403).end("no"));

        assertThatThrownBy(() -> open("/ws/main/", new Frames()))
                .isInstanceOf(CompletionException.class)
                .extracting(failure -> ((WebSocketHandshakeException) failure.getCause())
                        .getResponse()
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aSocketGoesToTheNextGatewayWhenOneIsLeaving() throws Exception {
        listen(
                ports.get(Service.GATEWAY).getFirst(),
                request -> request.response().setStatusCode(503).end());
        startGateway(ports.get(Service.GATEWAY).getLast());

        for (var i = 0; i < 4; i++) {
            var frames = new Frames();
            open("/ws/messages/", frames);
            assertThat(frames.next()).startsWith("hello");
        }
    }

    @Test
    void noGatewayAtAllIsUnavailable() {
        assertThatThrownBy(() -> open("/ws/messages/", new Frames()))
                .extracting(failure -> ((WebSocketHandshakeException) failure.getCause())
                        .getResponse()
                        .statusCode())
                .isEqualTo(503);
    }

    @Test
    void aSlowReaderMakesTheGatewayWait() throws Exception {
        listenForSockets(ports.get(Service.GATEWAY).getFirst(), this::sendWithoutEnd);
        try (var reader = new Socket(InetAddress.getLoopbackAddress(), port)) {
            reader.getOutputStream().write(upgrade("/ws/messages/"));

            await().atMost(20, TimeUnit.SECONDS).during(1, TimeUnit.SECONDS).until(takenByReader::get, this::isStable);
            assertThat(takenByReader.get()).isBetween(1L, 64L << 20);
        }
    }

    private boolean isStable(long taken) {
        var stable = taken > 0 && taken == lastTaken;
        lastTaken = taken;
        return stable;
    }

    private void sendWithoutEnd(ServerWebSocket socket) {
        var frame = Buffer.buffer(new byte[64 << 10]);
        while (!socket.writeQueueFull() && !socket.isClosed()) {
            socket.writeBinaryMessage(frame);
            takenByReader.addAndGet(frame.length());
        }
        socket.drainHandler(_ -> sendWithoutEnd(socket));
    }

    private static byte[] upgrade(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private WebSocket open(String path, Frames frames) {
        return client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + path), frames)
                .join();
    }

    private HttpServer startGateway(int node) {
        return listenForSockets(node, socket -> {
            socket.writeTextMessage(
                    "hello " + socket.uri() + " from " + socket.headers().get("X-Forwarded-For"));
            socket.textMessageHandler(text -> socket.writeTextMessage("echo " + text));
        });
    }

    private HttpServer listenForSockets(int node, Handler<ServerWebSocket> handler) {
        return vertx.createHttpServer()
                .webSocketHandshakeHandler(ServerWebSocketHandshake::accept)
                .webSocketHandler(handler)
                .listen(node, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** What comes to a client, in order. */
    private static final class Frames implements WebSocket.Listener {

        private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();

        String next() throws InterruptedException {
            return frames.poll(10, TimeUnit.SECONDS);
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                frames.add(text.toString());
                text.setLength(0);
            }
            return WebSocket.Listener.super.onText(socket, data, last);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            frames.add("closed " + code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            frames.add("failed " + failure);
        }
    }
}
