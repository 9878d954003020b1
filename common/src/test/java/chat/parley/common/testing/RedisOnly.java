package chat.parley.common.testing;

import chat.parley.common.stream.Pipeline;
import chat.parley.common.stream.Streams;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.redis.client.ProtocolVersion;
import io.vertx.redis.client.RedisOptions;
import java.io.IOException;

/** A real Redis and the streams on it, for plain tests without a container of beans. */
public final class RedisOnly implements AutoCloseable {

    static {
        // Mutiny looks for context propagation at its first use, and two threads at once would trip over one another.
        Uni.createFrom().item(() -> "ready").await().indefinitely();
    }

    private final Vertx vertx = Vertx.vertx();
    private final TestRedis server = TestRedis.start();
    private final Redis client;
    private final Streams streams;

    public RedisOnly() throws IOException {
        client = Redis.createClient(
                vertx,
                new RedisOptions()
                        .setPreferredProtocolVersion(ProtocolVersion.RESP2)
                        .setMaxPoolSize(16)
                        .setMaxPoolWaiting(64)
                        .setConnectionString(server.url()));
        streams = new Streams(new Pipeline(client, "standalone"), client);
    }

    public Streams streams() {
        return streams;
    }

    public Vertx vertx() {
        return vertx;
    }

    public void empty() {
        streams.ask(Request.cmd(Command.FLUSHALL));
    }

    /** How many entries a stream has. */
    public long length(String stream) {
        return streams.ask(Request.cmd(Command.XLEN).arg(stream)).toLong();
    }

    @Override
    public void close() throws IOException {
        client.close();
        vertx.closeAndAwait();
        server.close();
    }
}
