package chat.parley.deploy.fault.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

    private static final int QUIET_MILLIS = 300;
    private static final int PATIENCE_MILLIS = 5_000;

    private ServerSocket echo;
    private TcpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
        proxy = TcpProxy.to(echo.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    private void serve() {
        try {
            while (true) {
                var client = echo.accept();
                Thread.ofVirtual().start(() -> {
                    try (client) {
                        client.getInputStream().transferTo(client.getOutputStream());
                    } catch (IOException ended) {
                        // The test has what it wanted.
                    }
                });
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static int echo(Socket socket, int value) throws IOException {
        socket.getOutputStream().write(value);
        return socket.getInputStream().read();
    }

    @Test
    void passesBothWays() throws IOException {
        try (var socket = connect()) {
            assertThat(echo(socket, 'a')).isEqualTo('a');
        }
    }

    @Test
    void cutsWhatIsOpenAndRefusesWhatComes() throws IOException {
        try (var socket = connect()) {
            assertThat(echo(socket, 'a')).isEqualTo('a');

            proxy.set(TcpProxy.Mode.CUT);

            assertThat(endOf(socket)).isTrue();
            assertThat(refused()).isTrue();
        }
        proxy.set(TcpProxy.Mode.OPEN);
        try (var socket = connect()) {
            assertThat(echo(socket, 'b')).isEqualTo('b');
        }
    }

    private boolean refused() {
        try (var socket = connect()) {
            return endOf(socket);
        } catch (IOException cut) {
            return true;
        }
    }

    private static boolean endOf(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillThere) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void keepsWhatIsSentWhileFrozen() throws IOException {
        try (var socket = connect()) {
            assertThat(echo(socket, 'a')).isEqualTo('a');

            proxy.set(TcpProxy.Mode.FROZEN);
            socket.setSoTimeout(QUIET_MILLIS);
            assertThatThrownBy(() -> echo(socket, 'b')).isInstanceOf(SocketTimeoutException.class);

            proxy.set(TcpProxy.Mode.OPEN);
            socket.setSoTimeout(PATIENCE_MILLIS);
            assertThat(socket.getInputStream().read()).isEqualTo('b');
        }
    }

    @Test
    void swallowsWhatIsSentWhileHalfOpenAndEndsTheConnectionWithThat() throws IOException {
        try (var socket = connect()) {
            assertThat(echo(socket, 'a')).isEqualTo('a');

            proxy.set(TcpProxy.Mode.HALF_OPEN);
            socket.setSoTimeout(QUIET_MILLIS);
            assertThatThrownBy(() -> echo(socket, 'b')).isInstanceOf(SocketTimeoutException.class);

            proxy.set(TcpProxy.Mode.OPEN);
            socket.setSoTimeout(PATIENCE_MILLIS);
            assertThat(endOf(socket)).isTrue();
        }
    }

    @Test
    void whoComesWhileHalfOpenHearsNothingAndEndsNobody() throws IOException {
        try (var socket = connect()) {
            assertThat(echo(socket, 'a')).isEqualTo('a');
            proxy.set(TcpProxy.Mode.HALF_OPEN);

            try (var another = connect()) {
                another.setSoTimeout(QUIET_MILLIS);
                assertThatThrownBy(() -> echo(another, 'b')).isInstanceOf(SocketTimeoutException.class);
            }

            socket.setSoTimeout(QUIET_MILLIS);
            assertThatThrownBy(() -> echo(socket, 'c')).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void bringsMuchToASlowReader() throws IOException, InterruptedException {
        var much = new byte[8 << 20];
        new Random(1).nextBytes(much);
        try (var socket = connect()) {
            var writing = Thread.ofVirtual().start(() -> {
                try {
                    socket.getOutputStream().write(much);
                } catch (IOException failure) {
                    // Seen below: not all of it comes back.
                }
            });

            Thread.sleep(QUIET_MILLIS);
            assertThat(socket.getInputStream().readNBytes(much.length)).isEqualTo(much);
            writing.join();
        }
    }
}
