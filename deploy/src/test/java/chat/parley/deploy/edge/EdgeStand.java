package chat.parley.deploy.edge;

import chat.parley.deploy.FreePorts;
import chat.parley.deploy.Service;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The edge before services that only say what they were asked. */
abstract class EdgeStand {

    static final int NODES = 2;
    final HttpClient client = HttpClient.newHttpClient();
    final Vertx vertx = Vertx.vertx();
    final int port = FreePorts.one();

    final Map<Service, List<Integer>> ports = Map.of(
            Service.AUTH, List.of(FreePorts.one()),
            Service.USER, List.of(FreePorts.one()),
            Service.FRIENDSHIP, List.of(FreePorts.one()),
            Service.MESSAGE, nodes(),
            Service.GATEWAY, nodes());

    Edge edge;

    static List<Integer> nodes() {
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

    long lastTaken = -1;

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    HttpServer listen(int node, Handler<HttpServerRequest> handler) {
        return vertx.createHttpServer()
                .requestHandler(handler)
                .listen(node, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
