package chat.parley.message.testing;

import chat.parley.common.event.FriendshipState;
import chat.parley.common.event.Json;
import chat.parley.common.event.Person;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A friendship-service and a user-service that know what they are told, and the configuration that only message-service needs. */
public class Neighbour implements QuarkusTestResourceLifecycleManager {

    private static final Map<UUID, FriendshipState> KNOWN = new ConcurrentHashMap<>();
    private static final Map<UUID, Person> PEOPLE = new ConcurrentHashMap<>();
    private static final AtomicInteger ASKED = new AtomicInteger();
    private static volatile boolean down;

    private HttpServer server;

    /** Answers for this friendship from now on. */
    public static void knows(FriendshipState friendship) {
        KNOWN.put(friendship.id(), friendship);
    }

    /** Answers for this user from now on. */
    public static void knows(Person person) {
        PEOPLE.put(person.userId(), person);
    }

    /** How often anything was asked. */
    public static int asked() {
        return ASKED.get();
    }

    public static void isDown(boolean away) {
        down = away;
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            server.createContext("/internal/friendships/", exchange -> answer(exchange, KNOWN));
            server.createContext("/internal/people/", exchange -> answer(exchange, PEOPLE));
            server.start();
            Path attachments = Files.createTempDirectory("parley-attachments");
            var url = "http://127.0.0.1:" + server.getAddress().getPort();
            return Map.of(
                    "parley.services.friendship", url,
                    "parley.services.user", url,
                    "parley.attachments.directory", attachments.toString(),
                    "parley.attachments.signing-key", "a secret for tests, and for tests alone",
                    "parley.attachments.max-size", "1M",
                    "parley.chat.claim-idle", "2s",
                    "parley.delivery.redeliver-after", "1s",
                    "parley.durability.require-fsync", "false");
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void answer(HttpExchange exchange, Map<UUID, ?> all) throws IOException {
        ASKED.incrementAndGet();
        var path = exchange.getRequestURI().getPath();
        var id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
        var token = exchange.getRequestHeaders().getFirst("Authorization");
        var known = all.get(id);
        if (down || token == null) {
            exchange.sendResponseHeaders(down ? 500 : 401, -1);
        } else if (known == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            var body = Json.write(known).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
