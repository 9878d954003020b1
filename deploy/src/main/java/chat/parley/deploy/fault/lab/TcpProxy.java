package chat.parley.deploy.fault.lab;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between two processes and does to their connections what networks do. All proxies are on one event loop: where they have
 * nothing to do they are to cost as little as the network would.
 */
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

    private static final String LOOPBACK = "127.0.0.1";
    private static final int CONNECT_MILLIS = 2_000;
    private static final Vertx VERTX =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setUseDaemonThread(true));
    private static final NetClient CLIENT =
            VERTX.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS));

    private final NetServer server;
    private volatile int target;
    private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
    private volatile Mode mode = Mode.OPEN;

    private TcpProxy(int target) {
        this.target = target;
        this.server = VERTX.createNetServer(
                        new NetServerOptions().setHost(LOOPBACK).setPort(0))
                .connectHandler(this::accept);
        server.listen().toCompletionStage().toCompletableFuture().join();
    }

    /** @param target a port on loopback, which need not be listening yet */
    public static TcpProxy to(int target) {
        return new TcpProxy(target);
    }

    public int port() {
        return server.actualPort();
    }

    /** Where new connections go from now on; those that are open stay where they are. */
    public void redirect(int port) {
        target = port;
    }

    /** What was swallowed stays so: connections that were {@link Mode#HALF_OPEN} end when that mode does. */
    public void set(Mode next) {
        var done = new CompletableFuture<Void>();
        VERTX.runOnContext(_ -> {
            change(next);
            done.complete(null);
        });
        done.join();
    }

    private void change(Mode next) {
        var before = mode;
        mode = next;
        if (before == Mode.HALF_OPEN) {
            sockets.forEach(NetSocket::close);
        } else {
            sockets.forEach(this::obey);
        }
    }

    private void obey(NetSocket socket) {
        switch (mode) {
            case CUT -> socket.close();
            case FROZEN -> socket.pause();
            case OPEN, HALF_OPEN -> socket.resume();
        }
    }

    private void accept(NetSocket client) {
        client.pause();
        if (mode == Mode.CUT) {
            client.close();
        } else {
            CLIENT.connect(target, LOOPBACK)
                    .onSuccess(upstream -> join(client, upstream.pause()))
                    .onFailure(_ -> client.close());
        }
    }

    private void join(NetSocket client, NetSocket upstream) {
        pass(client, upstream);
        pass(upstream, client);
        for (var socket : List.of(client, upstream)) {
            sockets.add(socket);
            obey(socket);
        }
    }

    private void pass(NetSocket from, NetSocket to) {
        from.exceptionHandler(_ -> {});
        from.closeHandler(_ -> ended(from, to));
        from.handler(bytes -> {
            if (mode == Mode.OPEN) {
                to.write(bytes);
                if (to.writeQueueFull()) {
                    from.pause();
                    to.drainHandler(_ -> obey(from));
                }
            }
        });
    }

    private void ended(NetSocket from, NetSocket to) {
        sockets.remove(from);
        if (mode != Mode.HALF_OPEN) {
            to.close();
        }
    }

    @Override
    public void close() {
        set(Mode.CUT);
        server.close();
    }
}
