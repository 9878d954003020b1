package chat.parley.deploy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds out before anything starts whether a port is free, to be able to say whose it was to be. */
final class PortCheck {

    private PortCheck() {}

    static void requireFree(int port, String owner) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw CannotRun.because(
                    "Port %d, which %s needs, is taken by another program; end that one, or set PARLEY_PORT to move all of Parley's ports.",
                    port, owner);
        }
    }
}
