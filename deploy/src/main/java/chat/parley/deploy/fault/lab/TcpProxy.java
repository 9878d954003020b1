package chat.parley.deploy.fault.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between two processes and does to their connections what networks do. */
public final class TcpProxy implements AutoCloseable {

    public enum Mode {
        /** Everything passes. */
        OPEN,
        /** Connections are cut and new ones refused. */
        CUT,
        /** Nothing passes and nothing ends; new connections are taken and hear nothing: bytes wait for better times. */
        FROZEN,
        /** As {@link #FROZEN}, but what is sent is swallowed: to each side the other has gone without a word. */
        HALF_OPEN
    }

    private static final int BUFFER = 16_384;
    private static final int CONNECT_MILLIS = 2_000;

    private final ServerSocket server;
    private volatile int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile Mode mode = Mode.OPEN;

    private TcpProxy(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    /** @param target a port on loopback, which need not be listening yet */
    public static TcpProxy to(int target) {
        try {
            var proxy = new TcpProxy(new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()), target);
            Thread.ofVirtual().name("proxy-" + target).start(proxy::accept);
            return proxy;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Where new connections go from now on; those that are open stay where they are. */
    public void redirect(int port) {
        target = port;
    }

    public int connections() {
        return sockets.size() / 2;
    }

    /** What was swallowed stays so: connections that were {@link Mode#HALF_OPEN} end when that mode does. */
    public synchronized void set(Mode next) {
        var before = mode;
        mode = next;
        if (next == Mode.CUT || before == Mode.HALF_OPEN) {
            sockets.forEach(TcpProxy::closeQuietly);
        }
        notifyAll();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                if (mode == Mode.CUT) {
                    client.setSoLinger(true, 0);
                    client.close();
                } else {
                    Thread.ofVirtual().start(() -> join(client));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void join(Socket client) {
        sockets.add(client);
        var upstream = new Socket();
        sockets.add(upstream);
        try {
            upstream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            var back = Thread.ofVirtual().start(() -> copy(upstream, client));
            copy(client, upstream);
            back.join();
        } catch (IOException refused) {
            closeQuietly(client);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            end(client);
            end(upstream);
        }
    }

    private void copy(Socket from, Socket to) {
        var buffer = new byte[BUFFER];
        try {
            for (var read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                if (passes()) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        } catch (IOException ended) {
            // Told to the other side below.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (mode != Mode.HALF_OPEN) {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    /** Whether bytes that have come may go on; waits while nothing moves. */
    private synchronized boolean passes() throws InterruptedException {
        while (mode == Mode.FROZEN) {
            wait();
        }
        return mode == Mode.OPEN;
    }

    private void end(Socket socket) {
        sockets.remove(socket);
        if (mode != Mode.HALF_OPEN) {
            closeQuietly(socket);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // Nothing is lost.
        }
    }

    @Override
    public void close() {
        set(Mode.CUT);
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
