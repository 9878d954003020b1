package chat.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.gateway.testing.RawSocket;
import chat.parley.gateway.testing.V1;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Open sockets from which nothing comes, or nothing but answers to pings (FAULTS 11, 12). */
@QuarkusTest
@TestProfile(SilentSocketTest.ShortSilence.class)
class SilentSocketTest extends SocketTest {

    /** Short for a test, and long for a client that answers pings on a machine that does much else. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final int SMALL_BUFFER = 4 * 1024;
    private static final String LONG_TEXT = "x".repeat(16_000);
    private static final int MORE_THAN_BUFFERS_HOLD = 600;

    public static class ShortSilence implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "parley.socket.handshake-deadline", "5s",
                    "parley.socket.ping-every", "1s",
                    "parley.socket.silence", SILENCE.toString());
        }
    }

    @Inject
    MeterRegistry meters;

    @Test
    void socketThatGivesNoSignOfLifeIsCut() {
        try (var silent = RawSocket.open(port, anna)) {
            assertThat(silent.awaitClose()).isEqualTo(1001);
            await().until(() -> openSockets() == 0);
        }
    }

    @Test
    void socketThatAnswersPingsStaysOpenLongAfterItsHandshake() {
        try (var annas = open(anna)) {
            await().during(SILENCE.plusSeconds(2)).until(annas::isOpen);
        }
    }

    /** Who is behind is written to at its own pace, so that it is never too much that waits. */
    @Test
    void readerThatIsBehindAndTakesNothingIsCutThoughItAnswersPings() {
        var chat = writer.befriend(anna, ben);
        String cursor;
        try (var bens = V1.connect(port, ben)) {
            cursor = V1.cursor(bens.next());
        }
        for (var i = 0; i < MORE_THAN_BUFFERS_HOLD; i++) {
            writer.write(chat, anna.id(), UUID.randomUUID(), LONG_TEXT);
        }
        try (var still = RawSocket.openAt(port, V1.PATH, RawSocket.headers(ben), SMALL_BUFFER)) {
            still.readHead();
            still.frame(RawSocket.TEXT, true, V1.resume(cursor).getBytes(StandardCharsets.US_ASCII));

            await().until(() -> {
                still.frame(RawSocket.PONG, true, new byte[0]);
                return tooSlow() == 1;
            });
        }
    }

    private double tooSlow() {
        return meters.counter("parley.socket.closes", "dialect", "v1", "code", "4008")
                .count();
    }

    private double openSockets() {
        return meters.get("parley.socket.open")
                .tag("dialect", "friendship")
                .gauge()
                .value();
    }
}
