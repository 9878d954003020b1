package chat.parley.gateway;

import static chat.parley.gateway.testing.V1.cursor;
import static chat.parley.gateway.testing.V1.op;
import static chat.parley.gateway.testing.V1.resume;
import static chat.parley.gateway.testing.V1.seqs;
import static chat.parley.gateway.testing.V1.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.gateway.testing.RawSocket;
import chat.parley.gateway.testing.V1;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LimitsTest.Tight.class)
class V1LimitsTest extends SocketTest {

    @Inject
    MeterRegistry meters;

    @Test
    void tooManyFramesEndTheSocketEvenIfNoneMakesSense() {
        try (var socket = raw("")) {
            for (int i = 0; i < 150; i++) {
                socket.frame(RawSocket.TEXT, true, new byte[] {'?'});
            }

            assertThat(socket.awaitClose()).isEqualTo(4029);
        }
    }

    @Test
    void binaryFrameEndsTheSocket() {
        try (var socket = raw("")) {
            socket.frame(RawSocket.BINARY, true, new byte[] {1});

            assertThat(socket.awaitClose()).isEqualTo(1003);
        }
    }

    @Test
    void frameOver64KiBEndsTheSocket() {
        try (var socket = raw("")) {
            socket.frame(RawSocket.TEXT, true, new byte[64 * 1024 + 1]);

            assertThat(socket.awaitClose()).isEqualTo(1009);
        }
    }

    @Test
    void originMustBeOnTheListIfThereIsOne() {
        assertThat(handshake("Origin: https://evil.example\r\n")).startsWith("HTTP/1.1 403 ");
        assertThat(handshake("Origin: https://chat.example\r\n")).startsWith("HTTP/1.1 101 ");
        assertThat(handshake("")).startsWith("HTTP/1.1 101 ");
    }

    @Test
    void readerThatStopsReadingIsCutAndLosesNothing() {
        var chat = writer.befriend(anna, ben);
        String cursor;
        try (var bens = V1.connect(port, ben)) {
            cursor = cursor(bens.next());
        }
        var body = "x".repeat(60_000);
        var before = closes("4008");
        try (var slow = raw("")) {
            slow.frame(RawSocket.TEXT, true, V1.PING.getBytes(StandardCharsets.US_ASCII));
            await().until(() -> writer.nodes(ben.id()).size() == 1);
            for (int i = 0; i < 200 && closes("4008") == before; i++) {
                writer.tellBoth(chat, writer.write(chat, anna.id(), UUID.randomUUID(), body));
            }
            await().until(() -> closes("4008") == before + 1);
        }

        try (var bens = V1.connect(port, ben)) {
            bens.send(resume(cursor));
            assertThat(op(bens.next())).isEqualTo("hello");
            assertThat(seqs(until(bens, "caught_up"), chat))
                    .isEqualTo(LongStream.rangeClosed(1, chat.messages.size())
                            .boxed()
                            .toList());
        }
    }

    /** Pages are asked for as the reader takes them, so that missing much is no reason to be cut. */
    @Test
    void slowReaderCanResumeMoreThanMayWaitForIt() {
        var chat = writer.befriend(anna, ben);
        String cursor;
        try (var bens = V1.connect(port, ben)) {
            cursor = cursor(bens.next());
        }
        var cut = closes("4008");
        var body = "x".repeat(60_000);
        for (int i = 0; i < 40; i++) {
            writer.write(chat, anna.id(), UUID.randomUUID(), body);
        }
        try (var slow = raw("")) {
            slow.frame(RawSocket.TEXT, true, resume(cursor).getBytes(StandardCharsets.US_ASCII));
            await().during(Duration.ofMillis(500)).until(() -> closes("4008") == cut);
            var texts = slow.readTexts(1 + 40 + 1);

            assertThat(texts.getFirst()).startsWith("{\"op\":\"hello\"");
            assertThat(texts.getLast()).startsWith("{\"op\":\"caught_up\"");
            assertThat(texts.subList(1, 41)).allMatch(text -> text.startsWith("{\"op\":\"message\""));
        }
    }

    private double closes(String code) {
        return meters.counter("parley.socket.closes", "dialect", "v1", "code", code)
                .count();
    }

    private RawSocket raw(String headers) {
        var socket = RawSocket.openAt(
                port, V1.PATH, RawSocket.KEY + "Authorization: Bearer " + ben.access() + "\r\n" + headers, 4 * 1024);
        socket.readHead();
        return socket;
    }

    private String handshake(String headers) {
        try (var socket = RawSocket.openAt(
                port, V1.PATH, RawSocket.KEY + "Authorization: Bearer " + anna.access() + "\r\n" + headers)) {
            return socket.readHead();
        }
    }
}
