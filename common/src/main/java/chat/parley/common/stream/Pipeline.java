package chat.parley.common.stream;

import io.smallrye.mutiny.Uni;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.RedisConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Many commands sent without waiting in between, whatever keys they are about: as one batch to a single Redis. A Redis Cluster
 * takes a batch only for keys of one slot, so there each command goes by itself to the node that has its key.
 */
@ApplicationScoped
public class Pipeline {

    private final Redis redis;
    private final boolean isCluster;

    public Pipeline(Redis redis, @ConfigProperty(name = "parley.redis.type", defaultValue = "standalone") String type) {
        this.redis = redis;
        this.isCluster = type.equalsIgnoreCase("cluster");
    }

    /**
     * The answers in the order of the requests; commands about one key are executed in it, too. When it fails, any of them may
     * have been executed. Whoever gives up before there is a connection has had none of them executed.
     */
    public Uni<List<Response>> send(List<Request> requests) {
        if (requests.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        var commands = requests.stream().map(Request::getDelegate).toList();
        return Exchange.over(redis, connection -> isCluster ? each(connection, commands) : connection.batch(commands))
                .map(answers -> answers.stream().map(Response::newInstance).toList());
    }

    /** Over one connection to the cluster, which has one to each node, so that what is about one key stays in order. */
    private static Future<List<io.vertx.redis.client.Response>> each(
            RedisConnection cluster, List<io.vertx.redis.client.Request> commands) {
        return Future.join(commands.stream().map(cluster::send).toList()).map(CompositeFuture::list);
    }
}
