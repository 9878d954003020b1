package chat.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.gateway.testing.RawSocket;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Open sockets from which nothing comes, or nothing but answers to pings (FAULTS 12). */
@QuarkusTest
@TestProfile(SilentSocketTest.ShortSilence.class)
class SilentSocketTest extends SocketTest {

    /** Short for a test, and long for a client that answers pings on a machine that does much else. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

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

    private double openSockets() {
        return meters.get("parley.socket.open")
                .tag("dialect", "friendship")
                .gauge()
                .value();
    }
}
