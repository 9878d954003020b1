package chat.parley.deploy.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.parley.deploy.FreePorts;
import chat.parley.deploy.Service;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The edge before services that only say what they were asked. */
class EdgeTest {

    private static final int NODES = 2;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Vertx vertx = Vertx.vertx();
    private final int port = FreePorts.one();
    private final Map<Service, List<Integer>> ports = Map.of(
            Service.AUTH, List.of(FreePorts.one()),
            Service.USER, List.of(FreePorts.one()),
            Service.FRIENDSHIP, List.of(FreePorts.one()),
            Service.MESSAGE, nodes(),
            Service.GATEWAY, nodes());
    private final AtomicLong takenByReader = new AtomicLong();
    private Edge edge;

    private static List<Integer> nodes() {
        return IntStream.range(0, NODES).mapToObj(_ -> FreePorts.one()).toList();
    }

    @BeforeEach
    void start() {
        edge = Edge.start(port, ports);
    }

    @AfterEach
    void stop() {
        edge.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aRequestReachesTheServiceAsItWasSent() throws Exception {
        startService(ports.get(Service.AUTH).getFirst());

        var answer = send(request("/api/users/login/?next=%2Fhome")
                .header("Authorization", "Bearer abc")
                .header("refresh", "def")
                .POST(HttpRequest.BodyPublishers.ofString("{\"username\":\"ann\"}")));

        assertThat(answer.statusCode()).isEqualTo(200);
        var seen = new JsonObject(answer.body());
        assertThat(seen.getString("method")).isEqualTo("POST");
        assertThat(seen.getString("uri")).isEqualTo("/api/users/login/?next=%2Fhome");
        assertThat(seen.getString("body")).isEqualTo("{\"username\":\"ann\"}");
        assertThat(seen.getJsonObject("headers").getString("authorization")).isEqualTo("Bearer abc");
        assertThat(seen.getJsonObject("headers").getString("refresh")).isEqualTo("def");
    }

    @Test
    void anAnswerBeforeTheRequestHasEndedHoldsUpNoLaterRequest() throws Exception {
        listen(ports.get(Service.AUTH).getFirst(), request -> {
            if (request.method() == HttpMethod.POST) {
                request.pause();
                request.response().setStatusCode(503).end();
            } else {
                request.response().end("{}");
            }
        });

        for (int i = 0; i < 3; i++) {
            var refused = send(request("/api/users/login/")
                    .timeout(Duration.ofSeconds(10))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[20 << 20])));
            var later = send(request("/api/users/login/").timeout(Duration.ofSeconds(10)));

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(later.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoCalledIsSaidByTheEdgeAndNotByTheClient() throws Exception {
        startService(ports.get(Service.AUTH).getFirst());

        var answer = send(request("/api/users/login/")
                .header("X-Forwarded-For", "10.9.8.7")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Real-IP", "10.9.8.7")
                .header("Forwarded", "for=10.9.8.7"));

        var headers = new JsonObject(answer.body()).getJsonObject("headers");
        assertThat(headers.getString("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(headers.getString("x-forwarded-proto")).isEqualTo("http");
        assertThat(headers.getString("x-forwarded-host")).isEqualTo("127.0.0.1:" + port);
        assertThat(headers.fieldNames()).doesNotContain("x-real-ip", "forwarded");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/users/login;x/",
                "/api/users%2Flogin/",
                "/api/users/%3Bx/",
                "/api/users/%5c..%5cinternal",
                "/api/users/../../internal/accounts/7",
                "/api/users/..",
                "/api/users/./profile/",
                "/api/users/%2e%2e/internal/accounts/7",
                "/api/users/%252e%252e/internal",
                "//internal/accounts/7",
                "/api/users//profile/",
                "/api\\users/profile/",
                "/api/users/%00/",
                "http://127.0.0.1/api/users/login/",
            })
    void aPathThatCouldBeReadInTwoWaysIsRefused(String path) throws Exception {
        startService(ports.get(Service.USER).getFirst());

        assertThat(rawStatusLine("GET " + path + " HTTP/1.1")).contains(" 400 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/internal/accounts/7", "/q/health", "/openapi", "/nowhere"})
    void whatIsNotRoutedIsNotFound(String path) throws Exception {
        var answer = send(request(path));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"detail\":\"Not found.\"}");
    }

    @Test
    void aServiceThatIsDownIsAnsweredFor() throws Exception {
        var answer = send(request("/api/users/profile/"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(new JsonObject(answer.body()).getString("detail")).isNotBlank();
    }

    @Test
    void aServiceThatDiesOverARequestIsAnsweredFor() throws Exception {
        listen(
                ports.get(Service.USER).getFirst(),
                request -> request.connection().close());

        assertThat(send(request("/api/users/profile/")).statusCode()).isEqualTo(503);
    }

    @Test
    void nodesOfAServiceTakeTurns() throws Exception {
        for (var node : ports.get(Service.MESSAGE)) {
            startService(node);
        }

        var nodes = IntStream.range(0, 10)
                .mapToObj(_ -> nodeThatAnswers("/api/messages/x/"))
                .collect(Collectors.groupingBy(node -> node, Collectors.counting()));

        assertThat(nodes)
                .containsOnlyKeys(ports.get(Service.MESSAGE))
                .allSatisfy((_, count) -> assertThat(count).isEqualTo(5));
    }

    @Test
    void aNodeThatIsDownIsPassedOver() throws Exception {
        var living = ports.get(Service.MESSAGE).getLast();
        startService(living);

        for (var i = 0; i < 4; i++) {
            assertThat(nodeThatAnswers("/api/messages/x/")).isEqualTo(living);
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeItIsSent() throws Exception {
        startService(ports.get(Service.MESSAGE).getFirst());

        assertThat(rawStatusLine("POST /api/v1/attachments HTTP/1.1\r\nContent-Length: 40000000"))
                .contains(" 413 ");
    }

    @Test
    void theEntranceSaysWhereThingsAre() throws Exception {
        var answer = send(request("/"));

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(answer.body()).contains("/docs", "/api/redoc", "/api/schema/");
    }

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

    private long lastTaken = -1;

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

    private int nodeThatAnswers(String path) {
        return new JsonObject(send(request(path)).body()).getInteger("port");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString()).join();
    }

    /** For what a proper client would not send. */
    private String rawStatusLine(String head) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write((head + "\r\nHost: x\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readNBytes(32), StandardCharsets.US_ASCII);
            return answer.lines().findFirst().orElse("");
        }
    }

    private WebSocket open(String path, Frames frames) {
        return client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + path), frames)
                .join();
    }

    private HttpServer startService(int node) {
        return listen(
                node,
                request -> request.body().onSuccess(body -> {
                    var headers = new JsonObject();
                    request.headers()
                            .forEach(header -> headers.put(header.getKey().toLowerCase(), header.getValue()));
                    request.response()
                            .end(new JsonObject()
                                    .put("port", node)
                                    .put("method", request.method().name())
                                    .put("uri", request.uri())
                                    .put("headers", headers)
                                    .put("body", body.toString())
                                    .toBuffer());
                }));
    }

    private HttpServer listen(int node, Handler<HttpServerRequest> handler) {
        return vertx.createHttpServer()
                .requestHandler(handler)
                .listen(node, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
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
