package chat.parley.gateway.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Plays auth-service, friendship-service and message-service over HTTP, as far as the gateway asks them. */
public class Neighbours implements QuarkusTestResourceLifecycleManager {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Refresh tokens that have been used up. */
    public static final Set<String> DEAD = ConcurrentHashMap.newKeySet();

    /** What each refresh token is exchanged for. */
    public static final Map<String, Map<String, String>> PAIRS = new ConcurrentHashMap<>();

    public static final Map<UUID, Instant> ENDED_SESSIONS = new ConcurrentHashMap<>();
    public static final List<Upload> UPLOADS = new CopyOnWriteArrayList<>();

    /** The friends who are online, by who asks. */
    public static final Map<UUID, List<Map<String, ?>>> ONLINE_FRIENDS = new ConcurrentHashMap<>();

    /** How often auth-service was asked which login sessions have ended. */
    public static final AtomicInteger ASKED_FOR_ENDED = new AtomicInteger();

    /** While it is away, auth-service answers 503 to everything. */
    public static volatile boolean authAway;

    /** While it is away, friendship-service answers 503 to everything. */
    public static volatile boolean friendshipAway;

    /** friendship-service answers when this is open. */
    public static volatile CountDownLatch friendshipAnswers = new CountDownLatch(0);

    /** The status of the next uploads. */
    public static volatile int uploadStatus = 201;

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        ofAuth("/internal/refresh-tokens/status", Neighbours::status);
        ofAuth("/api/users/refresh-token/", Neighbours::refresh);
        ofAuth("/internal/ended-sessions", _ -> endedSessions());
        server.createContext("/internal/online-friends", Neighbours::onlineFriends);
        server.createContext("/api/v1/attachments", Neighbours::upload);
        server.start();
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "parley.services.auth",
                url,
                "parley.services.friendship",
                url,
                "parley.services.message",
                url,
                // Half a second may be short on a machine that does much else, and then there would be another story to
                // tell.
                "parley.timeline.open-within",
                "5s",
                "parley.timeline.reach-within",
                "60s");
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private void ofAuth(String path, Function<String, Answer> handler) {
        server.createContext(path, exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (path.equals("/internal/ended-sessions")) {
                ASKED_FOR_ENDED.incrementAndGet();
            }
            answer(exchange, authAway ? new Answer(503, Map.of()) : handler.apply(body));
        });
    }

    private static Answer status(String body) {
        return new Answer(200, Map.of("live", !DEAD.contains(refreshIn(body))));
    }

    private static Answer refresh(String body) {
        var refresh = refreshIn(body);
        var pair = PAIRS.get(refresh);
        return pair == null || !DEAD.add(refresh)
                ? new Answer(401, Map.of("error", "Invalid or expired refresh token"))
                : new Answer(200, pair);
    }

    private static Answer endedSessions() {
        return new Answer(
                200,
                Map.of(
                        "sessions",
                        ENDED_SESSIONS.entrySet().stream()
                                .map(ended -> Map.of(
                                        "sid", ended.getKey().toString(),
                                        "at", ended.getValue().toString()))
                                .toList()));
    }

    /** Makes this friend of somebody one who is online. */
    public static void online(Person friend, Person of) {
        var online = Map.of("userId", friend.id().toString(), "number", friend.number(), "status", "online");
        ONLINE_FRIENDS.put(of.id(), List.of(online));
    }

    private static void onlineFriends(HttpExchange exchange) throws IOException {
        try {
            friendshipAnswers.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        var friends = ONLINE_FRIENDS.getOrDefault(caller(exchange), List.of());
        answer(exchange, friendshipAway ? new Answer(503, Map.of()) : new Answer(200, Map.of("friends", friends)));
    }

    private static UUID caller(HttpExchange exchange) throws IOException {
        var token = exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
        var claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        return UUID.fromString(JSON.readTree(claims).path("user_id").asText());
    }

    private static void upload(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
        if (uploadStatus != 201) {
            answer(exchange, new Answer(uploadStatus, Map.of("detail", "no")));
            return;
        }
        var upload = new Upload(UUID.randomUUID(), exchange.getRequestHeaders().getFirst("Authorization"), body);
        UPLOADS.add(upload);
        answer(exchange, new Answer(201, Map.of("id", upload.id().toString(), "name", "a", "size", 1)));
    }

    private static String refreshIn(String body) {
        try {
            return JSON.readTree(body).path("refresh").asText();
        } catch (IOException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        var bytes = JSON.writeValueAsBytes(answer.body());
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private record Answer(int status, Map<String, ?> body) {}

    /** A file as it came, multipart envelope and all. */
    public record Upload(UUID id, String authorization, String multipart) {}
}
