package chat.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.gateway.testing.RawSocket;
import chat.parley.gateway.testing.TestSocket;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LimitsTest.Tight.class)
class LimitsTest extends SocketTest {

    /** Limits low enough to run into. */
    public static class Tight implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "parley.socket.frames-per-second", "50",
                    "parley.socket.frame-burst", "100",
                    "parley.socket.per-user", "2",
                    "parley.socket.outbound-bytes", "256K",
                    "parley.socket.origins", "https://chat.example");
        }
    }

    @Inject
    MeterRegistry meters;

    @Test
    void binaryFrameIsRefused() {
        try (var socket = open(anna)) {
            socket.sendBinary(new byte[] {1, 2, 3});

            assertThat(socket.awaitClose().code()).isEqualTo(1003);
        }
        assertThat(meters.counter("parley.socket.closes", "dialect", "friendship", "code", "1003")
                        .count())
                .isPositive();
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        try (var socket = RawSocket.open(port, anna)) {
            socket.frame(RawSocket.TEXT, true, new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"'});

            assertThat(socket.awaitClose()).isEqualTo(1007);
        }
    }

    @Test
    void frameOver8MiBIsRefused() {
        try (var socket = RawSocket.open(port, anna)) {
            socket.frame(RawSocket.TEXT, true, new byte[8 * 1024 * 1024 + 1]);

            assertThat(socket.awaitClose()).isEqualTo(1009);
        }
    }

    @Test
    void messageOver8MiBInFragmentsIsRefused() {
        try (var socket = RawSocket.open(port, anna)) {
            var fragment = "x".repeat(1024 * 1024).getBytes(StandardCharsets.US_ASCII);
            socket.frame(RawSocket.TEXT, false, fragment);
            for (int i = 0; i < 8; i++) {
                socket.frame(RawSocket.CONTINUATION, false, fragment);
            }

            assertThat(socket.awaitClose()).isEqualTo(1009);
        }
    }

    @Test
    void frameOf8MiBIsRead() {
        try (var socket = open(anna)) {
            socket.send("\"" + "x".repeat(8 * 1024 * 1024 - 2) + "\"");

            assertThat(socket.next().path("error").asText()).isEqualTo("Invalid JSON format");
        }
    }

    @Test
    void tooManyFramesAreRefused() {
        try (var socket = RawSocket.open(port, anna)) {
            for (int i = 0; i < 150; i++) {
                socket.frame(RawSocket.TEXT, true, new byte[] {'?'});
            }

            assertThat(socket.awaitClose()).isEqualTo(4029);
        }
    }

    @Test
    void pingsAreFramesToo() {
        try (var socket = RawSocket.open(port, anna)) {
            for (int i = 0; i < 150; i++) {
                socket.frame(RawSocket.PING, true, new byte[0]);
            }

            assertThat(socket.awaitClose()).isEqualTo(4029);
        }
    }

    @Test
    void readerThatStopsReadingIsCutAndOthersAreNot() {
        var chat = writer.befriend(anna, ben);
        try (var slow = RawSocket.open(port, RawSocket.headers(ben) + "Origin: https://chat.example\r\n", 4 * 1024);
                var bens = open(ben)) {
            slow.readHead();
            await().until(() -> writer.nodes(ben.id()).size() == 1);
            var body = "x".repeat(60_000);
            var closes = meters.counter("parley.socket.closes", "dialect", "friendship", "code", "4008");

            for (int i = 0; i < 100 && closes.count() == 0; i++) {
                writer.tellBoth(chat, writer.write(chat, anna.id(), UUID.randomUUID(), body));
                assertThat(bens.next().path("type").asText()).isEqualTo("friendship_message");
            }

            assertThat(closes.count()).isEqualTo(1);
            assertThat(bens.isOpen()).isTrue();
            await().until(() -> openSockets() == 1);
        }
    }

    @Test
    void userMayHaveSoManySockets() {
        try (var one = open(anna);
                var two = open(anna)) {
            var builder = TestSocket.builder()
                    .header("Authorization", "Bearer " + anna.access())
                    .header("refresh", anna.refresh());

            assertThat(TestSocket.refusal(port, "/ws/messages/", builder)).isEqualTo(429);
            assertThat(one.isOpen() && two.isOpen()).isTrue();
        }
        await().until(() -> openSockets() == 0);
    }

    @Test
    void originMustBeOnTheListIfThereIsOne() {
        assertThat(handshake("Origin: https://evil.example\r\n")).startsWith("HTTP/1.1 403 ");
        assertThat(handshake("Origin: https://chat.example\r\n")).startsWith("HTTP/1.1 101 ");
        assertThat(handshake("")).startsWith("HTTP/1.1 101 ");
    }

    @Test
    void compressionIsNotAgreedTo() {
        assertThat(handshake("Sec-WebSocket-Extensions: permessage-deflate\r\n"))
                .startsWith("HTTP/1.1 101 ")
                .doesNotContainIgnoringCase("permessage-deflate");
    }

    private String handshake(String headers) {
        try (var socket = RawSocket.open(port, RawSocket.headers(anna) + headers)) {
            return socket.readHead();
        } finally {
            await().until(() -> openSockets() == 0);
        }
    }

    private double openSockets() {
        return meters.get("parley.socket.open")
                .tag("dialect", "friendship")
                .gauge()
                .value();
    }
}
