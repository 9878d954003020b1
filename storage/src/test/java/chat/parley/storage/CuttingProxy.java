package chat.parley.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands so many bytes of each connection on to a server, then cuts it both ways. */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger cuts = new AtomicInteger();
    private final URI target;
    private final int after;

    CuttingProxy(URI target, int after) throws IOException {
        this.target = target;
        this.after = after;
        Thread.ofVirtual().start(this::accept);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    int cuts() {
        return cuts.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try (var client = listening.accept();
                    var server = new Socket(target.getHost(), target.getPort())) {
                Thread.ofVirtual().start(() -> answer(server, client));
                var handed = client.getInputStream().readNBytes(after);
                server.getOutputStream().write(handed);
                server.getOutputStream().flush();
                cuts.incrementAndGet();
            } catch (IOException gone) {
                // The next connection, or closed.
            }
        }
    }

    private static void answer(Socket server, Socket client) {
        try {
            server.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException cut) {
            // As it should be.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
