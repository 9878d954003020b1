package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.lab.RawSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;

final class SilentConnections extends Row {

    /** The idle time-out of a connection without a socket, and some. */
    private static final Duration DEADLINE = Duration.ofSeconds(45);

    private static final Duration FLOWING = Duration.ofSeconds(5);

    SilentConnections() {
        super(
                19,
                "3000 silent connections",
                "half of them say nothing, half begin a handshake and do not finish; some open without a token",
                "closed by the deadline, the others are fine",
                Duration.ofSeconds(5));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        var sockets = new ArrayList<RawSocket>();
        try {
            var ports = scene.nodes();
            for (var socket = 0; socket < scene.times(3_000); socket++) {
                sockets.add(silent(ports.get(socket % ports.size()).port(), socket));
            }
            scene.mark("%d connections that say nothing more", sockets.size());
            scene.expect(
                    scene.flows(scene.oneOf(scene.cohort().conversations()), FLOWING),
                    "nothing flows beside silent connections");
            var deadline = System.nanoTime() + DEADLINE.toNanos();
            var left = sockets.stream()
                    .filter(socket -> !socket.ends(Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()))))
                    .count();
            scene.expect(
                    left == 0,
                    "%d of %d silent connections are still there after %d s",
                    left,
                    sockets.size(),
                    DEADLINE.toSeconds());
            scene.mark("all of them are closed");
        } finally {
            sockets.forEach(RawSocket::close);
        }
    }

    private static RawSocket silent(int port, int kind) throws java.io.IOException {
        var socket = RawSocket.connect(port, 0);
        switch (kind % 3) {
            case 0 -> {}
            case 1 ->
                socket.write(
                        "GET /ws/v1 HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: webs".getBytes(StandardCharsets.US_ASCII));
            default -> socket.handshake("/ws/v1", Map.of());
        }
        return socket;
    }
}
