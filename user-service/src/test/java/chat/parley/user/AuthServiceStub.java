package chat.parley.user;

import chat.parley.common.event.Json;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** auth-service as far as this service sees it: accounts under {@code /internal/accounts/}. */
public class AuthServiceStub implements QuarkusTestResourceLifecycleManager {

    private static final String PATH = "/internal/accounts/";
    private static final Map<String, String> ACCOUNTS = new ConcurrentHashMap<>();
    private static final List<String> ASKED = new CopyOnWriteArrayList<>();
    private static volatile int broken;

    private HttpServer server;

    public static void knows(User user) {
        var account = new HashMap<String, Object>();
        account.put("userId", user.id());
        account.put("number", user.number());
        account.put("username", user.username());
        account.put("email", user.email());
        account.put("firstName", "");
        account.put("lastName", "");
        ACCOUNTS.put(user.id().toString(), Json.write(account));
        ACCOUNTS.put("by-number/" + user.number(), Json.write(account));
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

    /** The tokens with which this account was asked for. */
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
            server.createContext(PATH, AuthServiceStub::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return Map.of(
                    "parley.services.auth",
                    "http://127.0.0.1:" + server.getAddress().getPort());
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
        var account = ACCOUNTS.get(id);
        var status = broken != 0 ? broken : account == null ? 404 : 200;
        var body = (status == 200 ? account : "{\"detail\":\"Not found.\"}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
