package chat.parley.deploy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Ports on loopback that nobody uses at this moment. */
public final class FreePorts {

    private static final int RANGE = 100;
    private static final int MANAGEMENT = Ports.management(0);

    private FreePorts() {}

    public static int one() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** For a whole stack: below the range that the system hands out by itself, so that nobody is given one meanwhile. */
    public static Ports stack() {
        var start = 12_000 + RANGE * Math.floorMod(ProcessHandle.current().pid(), 50);
        return IntStream.iterate(start, edge -> edge < 30_000, edge -> edge + 2 * RANGE)
                .filter(edge ->
                        IntStream.range(edge, edge + RANGE).allMatch(port -> isFree(port) && isFree(port + MANAGEMENT)))
                .mapToObj(edge -> new Ports(edge, edge + 10))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
