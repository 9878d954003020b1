package chat.parley.k8s;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** As much of a Kubernetes API as Helm asks when a template looks for a Secret that may be there already. */
final class FakeCluster {

    private static final String SECRETS = "/api/v1/namespaces/" + Chart.NAMESPACE + "/secrets/";
    private static final String RESOURCES = """
            {"kind":"APIResourceList","groupVersion":"v1","resources":[
              {"name":"secrets","singularName":"secret","namespaced":true,"kind":"Secret","verbs":["get","list"]}]}""";
    private static final String NOT_FOUND = """
            {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound","code":404}""";

    private final Map<String, String> secrets = new ConcurrentHashMap<>();

    /** Starts it and makes it the cluster of this process, which the environment variable {@code KUBECONFIG} names. */
    FakeCluster() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.start();
            Files.writeString(Path.of(System.getenv("KUBECONFIG")), """
                    apiVersion: v1
                    kind: Config
                    current-context: fake
                    contexts: [{name: fake, context: {cluster: fake, user: nobody}}]
                    users: [{name: nobody, user: {}}]
                    clusters: [{name: fake, cluster: {server: "http://127.0.0.1:%d"}}]
                    """.formatted(
                            server.getAddress().getPort()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @param manifest a Secret as JSON */
    void has(String name, String manifest) {
        secrets.put(name, manifest);
    }

    void hasNothing() {
        secrets.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (path.equals("/api/v1")) {
            answer(exchange, 200, RESOURCES);
        } else if (path.startsWith(SECRETS) && secrets.containsKey(path.substring(SECRETS.length()))) {
            answer(exchange, 200, secrets.get(path.substring(SECRETS.length())));
        } else {
            answer(exchange, 404, NOT_FOUND);
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
