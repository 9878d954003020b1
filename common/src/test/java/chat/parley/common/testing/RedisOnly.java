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
import java.io.UncheckedIOException;

/** A real Redis and the streams on it, for plain tests without a container of beans. */
public final class RedisOnly implements AutoCloseable {

    /** At most so many at once; up to {@link #WAITING} more commands may wait for one. */
    public static final int CONNECTIONS = 16;

    public static final int WAITING = 256;

    static {
        // Mutiny looks for context propagation at its first use, and two threads at once would trip over one another.
        Uni.createFrom().item(() -> "ready").await().indefinitely();
    }

    private final Vertx vertx = Vertx.vertx();
    private final TestRedis server = TestRedis.start();
    private final Redis client;
    private final Pipeline pipeline;
    private final Streams streams;
    private final long pid;

    public RedisOnly() throws IOException {
        client = Redis.createClient(
                vertx,
                new RedisOptions()
                        .setPreferredProtocolVersion(ProtocolVersion.RESP2)
                        .setMaxPoolSize(CONNECTIONS)
                        .setMaxPoolWaiting(WAITING)
                        .setConnectionString(server.url()));
        pipeline = new Pipeline(client, "standalone");
        streams = new Streams(pipeline, client);
        pid = pid(streams);
    }

    public Pipeline pipeline() {
        return pipeline;
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

    /** All connections but the one that asks for it. */
    public void cutConnections() {
        streams.ask(Request.cmd(Command.CLIENT).arg("KILL").arg("TYPE").arg("normal"));
    }

    /** Stops the process without a word to anybody, until {@link #thaw()}. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static long pid(Streams streams) {
        return streams.ask(Request.cmd(Command.INFO).arg("server"))
                .toString()
                .lines()
                .filter(line -> line.startsWith("process_id:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring("process_id:".length()).strip()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        client.close();
        vertx.closeAndAwait();
        server.close();
    }
}
