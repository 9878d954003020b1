package chat.parley.deploy.edge;

import chat.parley.deploy.CannotRun;
import chat.parley.deploy.Service;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The one address that clients know: tells by the path which service answers, and keeps the rest from them. */
public final class Edge implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Edge.class.getName());
    private static final int EVENT_LOOPS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Map<Service, Upstream> upstreams;

    private Edge(Vertx vertx, Map<Service, Upstream> upstreams) {
        this.vertx = vertx;
        this.upstreams = upstreams;
    }

    /** @param nodes the ports of each service's nodes */
    public static Edge start(int port, Map<Service, List<Integer>> nodes) {
        var upstreams = new EnumMap<Service, Upstream>(Service.class);
        nodes.forEach((service, ports) -> upstreams.put(service, new Upstream(ports)));
        var routes = Routes.load();
        var pages = Pages.load();
        var edge = new Edge(Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS)), upstreams);
        var started = edge.vertx.deployVerticle(
                () -> new EdgeServer(port, routes, upstreams, pages),
                new DeploymentOptions().setInstances(EVENT_LOOPS));
        try {
            await(started);
            return edge;
        } catch (ExecutionException | TimeoutException failure) {
            edge.close();
            throw CannotRun.because("The edge cannot listen on port %d: %s.", port, failure.getMessage());
        }
    }

    /** New requests and sockets go there; those that are open stay. */
    public void use(Service service, List<Integer> ports) {
        upstreams.get(service).use(ports);
    }

    /** Open sockets and requests are cut; their services have been told before. */
    @Override
    public void close() {
        try {
            await(vertx.close());
        } catch (ExecutionException | TimeoutException failure) {
            LOG.log(Level.WARNING, "the edge did not close cleanly", failure);
        }
    }

    private static void await(Future<?> future) throws ExecutionException, TimeoutException {
        try {
            future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
