package chat.parley.deploy.edge;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.testing.Patience;
import chat.parley.deploy.Service;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests through the edge. */
class EdgeTest extends EdgeStand {

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
                    .timeout(Patience.LIMIT)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[20 << 20])));
            var later = send(request("/api/users/login/").timeout(Patience.LIMIT));

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
    void ofV1ItIsAnsweredForWithAProblem() throws Exception {
        var answer = send(request("/api/v1/me"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(new JsonObject(answer.body()).getMap())
                .containsEntry("type", "about:blank")
                .containsEntry("title", "Service Unavailable")
                .containsEntry("status", 503)
                .containsEntry("code", "unavailable")
                .containsKey("detail");
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

    private int nodeThatAnswers(String path) {
        return new JsonObject(send(request(path)).body()).getInteger("port");
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
}
