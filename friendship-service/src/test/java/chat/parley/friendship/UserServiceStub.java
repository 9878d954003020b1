package chat.parley.friendship;

import chat.parley.common.event.Json;
import chat.parley.common.event.Person;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** user-service as far as this service sees it: people under {@code /internal/people/}. */
public class UserServiceStub implements QuarkusTestResourceLifecycleManager {

    private static final String PATH = "/internal/people/";
    private static final Map<String, String> PEOPLE = new ConcurrentHashMap<>();
    private static final List<String> ASKED = new CopyOnWriteArrayList<>();
    private static volatile int broken;
    private static volatile CountDownLatch answers = new CountDownLatch(0);

    private HttpServer server;

    public static void knows(Person person) {
        PEOPLE.put(person.userId().toString(), Json.write(person));
        PEOPLE.put("by-number/" + person.number(), Json.write(person));
    }

    /** Answers this status to everything while the work runs. */
    public static void broken(int status, Runnable work) {
        broken = status;
        try {
            work.run();
        } finally {
            broken = 0;
        }
    }

    /** Answers nothing while the work runs. */
    public static void silent(Runnable work) {
        answers = new CountDownLatch(1);
        try {
            work.run();
        } finally {
            answers.countDown();
        }
    }

    /** The headers with which this user was asked for. */
    public static List<String> askedFor(User user) {
        return ASKED.stream()
                .filter(question -> question.startsWith(user.id().toString()))
                .map(question -> question.substring(question.indexOf(' ') + 1))
                .toList();
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(PATH, UserServiceStub::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return Map.of(
                    "parley.services.user",
                    "http://127.0.0.1:" + server.getAddress().getPort(),
                    "parley.presence.round-every",
                    "200ms",
                    "parley.presence.settle",
                    "10s");
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var id = exchange.getRequestURI().getPath().substring(PATH.length());
        ASKED.add(id + " " + exchange.getRequestHeaders().getFirst("Authorization"));
        awaitWord();
        var person = PEOPLE.get(id);
        var status = broken != 0 ? broken : person == null ? 404 : 200;
        var body = (status == 200 ? person : "{\"detail\":\"Not found.\"}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void awaitWord() {
        try {
            answers.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
