package chat.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.testing.Patience;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that never come to a handshake but never fall silent either (FAULTS 19). */
@QuarkusTest
@TestProfile(SlowHandshakeTest.ShortDeadline.class)
class SlowHandshakeTest extends SocketTest {

    private static final Duration DEADLINE = Duration.ofSeconds(3);

    public static class ShortDeadline implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("parley.socket.handshake-deadline", DEADLINE.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /ws/messages/ HTTP/1.1\r\nHost: test\r\nX-Slow: ",
                "GET /openapi HTTP/1.1\r\nHost: test\r\n\r\nGET /ws HTTP/1.1\r\nX-Slow: "
            })
    void requestThatComesByteByByteIsCutOff(String beginning) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                var drip = Executors.newSingleThreadScheduledExecutor()) {
            socket.setSoTimeout((int) Patience.LIMIT.toMillis());
            socket.getOutputStream().write(beginning.getBytes());
            drip.scheduleAtFixedRate(() -> write(socket, 'x'), 0, 100, TimeUnit.MILLISECONDS);

            assertThat(readsToTheEnd(socket)).isTrue();
            drip.shutdownNow();
        }
    }

    private static void write(Socket socket, int character) {
        try {
            socket.getOutputStream().write(character);
        } catch (IOException closed) {
            throw new IllegalStateException(closed);
        }
    }

    /** Fails with a time-out when the other side does not close. */
    private static boolean readsToTheEnd(Socket socket) throws IOException {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketException reset) {
            return true;
        }
        return true;
    }
}
