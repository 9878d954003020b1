package chat.parley.common.stream;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisConnection;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
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
     * have been executed.
     */
    public Uni<List<Response>> send(List<Request> requests) {
        return isCluster ? redis.connect().chain(cluster -> send(cluster, requests)) : redis.batch(requests);
    }

    /** Over one connection to the cluster, which has one to each node, so that what is about one key stays in order. */
    private static Uni<List<Response>> send(RedisConnection cluster, List<Request> requests) {
        return Uni.join()
                .all(requests.stream().map(cluster::send).toList())
                .andCollectFailures()
                .onTermination()
                .call(cluster::close);
    }
}
