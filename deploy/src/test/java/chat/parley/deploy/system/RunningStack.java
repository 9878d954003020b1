package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.deploy.Console;
import chat.parley.deploy.Credentials;
import chat.parley.deploy.Service;
import chat.parley.deploy.Settings;
import chat.parley.deploy.client.Api;
import chat.parley.deploy.client.Login;
import chat.parley.deploy.client.Trace;
import chat.parley.deploy.fault.lab.Laboratory;
import chat.parley.deploy.fault.lab.RedisConnection;
import chat.parley.deploy.process.ManagedProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** The packaged services with two gateways and two message-services, in a directory and on ports of their own. */
public final class RunningStack implements AutoCloseable {

    private static final String PASSWORD = "Correct-h0rse";
    private static final AtomicInteger USERS = new AtomicInteger();

    private final Settings settings;
    private final Laboratory laboratory;
    private final Api api;
    private volatile boolean isEmptied;

    private RunningStack(Laboratory laboratory) {
        this.settings = laboratory.settings();
        this.laboratory = laboratory;
        this.api = new Api(URI.create(settings.address()), Trace.SILENT);
    }

    static RunningStack start() throws Exception {
        return new RunningStack(Laboratory.start(checkout(), newHome("system"), new Console(System.out)));
    }

    /** The same stack, with the hands to hurt it. */
    public Laboratory laboratory() {
        return laboratory;
    }

    /** Below target, where a failed run's logs can be found afterwards. */
    static Path newHome(String name) throws IOException {
        var homes = Files.createDirectories(Path.of("target", "stacks").toAbsolutePath());
        return Files.createTempDirectory(homes, name + "-");
    }

    static Path checkout() {
        return Path.of("..").toAbsolutePath().normalize();
    }

    String address() {
        return settings.address();
    }

    /** Through the edge, as every client. */
    Api api() {
        return api;
    }

    /** Past the edge, to one node, to be sure of who holds a socket. */
    Api gateway(int node) {
        return new Api(gatewayAddress(node), Trace.SILENT);
    }

    URI gatewayAddress(int node) {
        return URI.create("http://127.0.0.1:" + laboratory.port(process(Service.GATEWAY, node)));
    }

    /** Where a node's health and metrics are. */
    URI management(Service service, int node) {
        return URI.create("http://127.0.0.1:" + laboratory.management(process(service, node)));
    }

    Login newUser(String name) {
        return api.signUp(
                name + USERS.incrementAndGet() + "-"
                        + UUID.randomUUID().toString().substring(0, 8),
                PASSWORD);
    }

    /** A login of its own, with a login session of its own. */
    Login logInAgain(Login user) {
        return api.logIn(user.username(), PASSWORD);
    }

    private String process(Service service, int node) {
        return service.process(node, settings.nodes(service));
    }

    /** By the process's name: {@code message-service-2}. */
    ManagedProcess process(String name) {
        return laboratory.process(name);
    }

    /** kill -9, and nobody is told. */
    void kill(String name) {
        process(name).process().destroyForcibly();
    }

    /** Redis forgets everything, and goes on. */
    void emptyRedis() {
        isEmptied = true;
        try (var redis = laboratory.redis()) {
            redis.call("FLUSHALL");
        }
    }

    /** Returns when what the test before has left behind is over: each gateway has seen that Redis was emptied, and made up for it. */
    void settle() {
        if (isEmptied) {
            var ends = new HashMap<String, Long>();
            var read = new HashSet<String>();
            try (var redis = laboratory.redis()) {
                await("the gateways").until(() -> {
                    read.addAll(putOff(ends, redis));
                    return read.size() >= settings.nodes(Service.GATEWAY);
                });
            }
            isEmptied = false;
        }
    }

    /** The streams of gateways that are read: each round of the reader puts the end of its stream off, after what was to be done. */
    private static List<String> putOff(Map<String, Long> ends, RedisConnection redis) {
        return redis.list("KEYS", "deliver.*").stream()
                .map(String::valueOf)
                .filter(stream -> {
                    var end = (Long) redis.call("PTTL", stream);
                    var before = ends.put(stream, end);
                    return before != null && end > before;
                })
                .toList();
    }

    /** Every right that a service has asked for, it had. */
    void assertRedisRefusedNothing() {
        try (var redis = laboratory.redis()) {
            assertThat(redis.list("ACL", "LOG")).isEmpty();
        }
    }

    /** The stack's passwords, by name. */
    Credentials credentials() {
        return new Credentials(settings.home().secrets());
    }

    void awaitReady(String name) {
        await(name).atMost(Duration.ofSeconds(180)).until(() -> process(name).ready());
    }

    /** The place in the conversation of the two that message-service gave to each message, ascending. */
    List<Long> seqs(Login one, Login other) throws SQLException {
        try (var connection = laboratory.database(Service.MESSAGE).connect();
                var statement = connection.prepareStatement("""
                        SELECT m.seq FROM message m JOIN conversation c ON c.id = m.conversation_id
                        WHERE ARRAY[c.user_low, c.user_high] <@ ARRAY[?::uuid, ?::uuid] ORDER BY m.seq""")) {
            statement.setString(1, one.id());
            statement.setString(2, other.id());
            var seqs = new ArrayList<Long>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    seqs.add(rows.getLong(1));
                }
            }
            return seqs;
        }
    }

    @Override
    public void close() {
        api.close();
        try {
            assertRedisRefusedNothing();
        } finally {
            laboratory.close();
        }
    }
}
