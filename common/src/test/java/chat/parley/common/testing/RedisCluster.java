package chat.parley.common.testing;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/** A real Redis Cluster of three masters on loopback. */
public final class RedisCluster implements AutoCloseable {

    private static final int NODES = 3;
    private static final int SLOTS = 16_384;
    /** A node talks to the others on its own port plus this, which is the server's choice. */
    private static final int BUS = 10_000;

    private final List<RedisServer> servers = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();

    /** Returns when every node knows the others and that each slot has a master. */
    public RedisCluster() throws IOException {
        for (int node = 0; node < NODES; node++) {
            start(freePort());
        }
        for (int node = 0; node < NODES; node++) {
            ask(ports.get(node), "CLUSTER ADDSLOTS " + slots(node));
            ask(ports.get(node), "CLUSTER MEET 127.0.0.1 " + ports.getFirst());
        }
        await("the cluster").atMost(Patience.LIMIT).until(() -> ports.stream().allMatch(RedisCluster::isWhole));
    }

    /** Its nodes, as {@code parley.redis.url} takes them. */
    public String url() {
        return ports.stream().map(port -> "redis://127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /** How many keys each node has. */
    public List<Integer> sizes() {
        return ports.stream()
                .map(port -> Integer.valueOf(ask(port, "DBSIZE").substring(1)))
                .toList();
    }

    private void start(int port) throws IOException {
        var server = new RedisServerBuilder()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .setting("cluster-enabled yes")
                .setting("cluster-config-file "
                        + Files.createTempDirectory("parley-cluster").resolve("nodes.conf"))
                .build();
        server.start();
        servers.add(server);
        ports.add(port);
    }

    private static String slots(int node) {
        var share = SLOTS / NODES + 1;
        return IntStream.range(node * share, Math.min(SLOTS, (node + 1) * share))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
    }

    private static boolean isWhole(int port) {
        var info = ask(port, "CLUSTER INFO");
        return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + NODES);
    }

    /** @return everything it says until it closes the connection */
    private static String ask(int port, String command) {
        try (var node = new Socket(InetAddress.getLoopbackAddress(), port)) {
            node.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            var lines = new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.US_ASCII))
                    .lines()
                    .toList();
            if (lines.getFirst().startsWith("-")) {
                throw new IllegalStateException(lines.getFirst());
            }
            return String.join("\n", lines.subList(0, lines.size() - 1));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int freePort() throws IOException {
        for (int attempt = 0; attempt < 100; attempt++) {
            var port = FreePort.find();
            if (port + BUS < 65_536 && isFree(port + BUS)) {
                return port;
            }
        }
        throw new IOException("no port is free whose port of the bus is, too");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        for (var server : servers) {
            server.stop();
        }
    }
}
