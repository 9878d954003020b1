package chat.parley.deploy.edge;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The nodes of one service, taken in turn; one that cannot be connected to is passed over. */
final class Upstream {

    private volatile List<Integer> ports;
    private final AtomicInteger turn = new AtomicInteger();

    Upstream(List<Integer> ports) {
        this.ports = List.copyOf(ports);
    }

    /** From now on; what is under way stays where it is. */
    void use(List<Integer> others) {
        ports = List.copyOf(others);
    }

    int nodes() {
        return ports.size();
    }

    /**
     * A request to the node whose turn it is. Nothing has been sent when connecting fails, so the next node can be asked
     * whatever the method is.
     */
    Future<HttpClientRequest> connect(HttpClient client) {
        var nodes = ports;
        return connect(client, nodes, Math.floorMod(turn.getAndIncrement(), nodes.size()), nodes.size());
    }

    private static Future<HttpClientRequest> connect(HttpClient client, List<Integer> ports, int node, int left) {
        var options = new RequestOptions().setHost("127.0.0.1").setPort(ports.get(node));
        return client.request(options)
                .recover(refused -> left > 1
                        ? connect(client, ports, (node + 1) % ports.size(), left - 1)
                        : Future.failedFuture(refused));
    }
}
