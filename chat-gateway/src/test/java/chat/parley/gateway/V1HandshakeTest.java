package chat.parley.gateway;

import static chat.parley.gateway.testing.V1.auth;
import static chat.parley.gateway.testing.V1.op;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.event.AuthEvent;
import chat.parley.common.event.Json;
import chat.parley.common.identity.SocketTicket;
import chat.parley.common.stream.Streams;
import chat.parley.gateway.testing.Person;
import chat.parley.gateway.testing.RawSocket;
import chat.parley.gateway.testing.TestSocket;
import chat.parley.gateway.testing.ToldPresence;
import chat.parley.gateway.testing.V1;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Who may open a socket of {@code v1}, and for how long. */
@QuarkusTest
class V1HandshakeTest extends SocketTest {

    /** Of a token: long enough for two handshakes on any machine. */
    private static final Duration A_SHORT_LIFE = Duration.ofSeconds(10);

    @Inject
    Streams streams;

    @Inject
    ToldPresence presence;

    @Test
    void withoutCredentialsItIsOpenedAndClosed() {
        assertThat(codeFor(null)).isEqualTo(4001);
    }

    @Test
    void refreshTokenIsNoAccessToken() {
        assertThat(codeFor(anna.refresh())).isEqualTo(4001);
    }

    @Test
    void expiredTokenIsToldApart() {
        assertThat(codeFor(anna.expiredAccess())).isEqualTo(4002);
    }

    @Test
    void tokenInTheUrlCountsForNothing() {
        try (var socket = TestSocket.open(port, V1.PATH + "?token=" + anna.access(), null, null)) {
            assertThat(socket.awaitClose().code()).isEqualTo(4001);
        }
    }

    @Test
    void ticketOpensOneSocket() {
        var ticket = ticket(anna, Duration.ofMinutes(15));
        try (var socket = withTicket(ticket)) {
            assertThat(socket.next().path("user").asText()).isEqualTo(anna.id().toString());
        }

        try (var again = withTicket(ticket)) {
            assertThat(again.awaitClose().code()).isEqualTo(4001);
        }
    }

    @Test
    void ofManyWhoShowOneTicketAtOnceOneComesIn() throws InterruptedException {
        var ticket = ticket(anna, Duration.ofMinutes(15));
        var in = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 10; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try (var socket = withTicket(ticket)) {
                    Awaitility.await().until(() -> !socket.isOpen() || socket.hasFrame());
                    if (socket.hasFrame()) {
                        in.incrementAndGet();
                    }
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }

        assertThat(in).hasValue(1);
    }

    @Test
    void friendsOfWhoComesWithATicketAreAskedForInAnotherWay() {
        try (var socket = withTicket(ticket(anna, Duration.ofMinutes(15)))) {
            assertThat(op(socket.next())).isEqualTo("hello");

            Awaitility.await().until(() -> presence.restorations(anna) > 0);
        }
    }

    @Test
    void ticketOfATokenThatHasExpiredMeanwhileIsToldApart() {
        try (var socket = withTicket(ticket(anna, Duration.ofSeconds(-1)))) {
            assertThat(socket.awaitClose().code()).isEqualTo(4002);
        }
    }

    @Test
    void protocolIsAnsweredAndTheTicketIsNot() {
        var ticket = ticket(anna, Duration.ofMinutes(15));
        try (var socket = RawSocket.openAt(
                port, V1.PATH, RawSocket.KEY + "Sec-WebSocket-Protocol: parley.v1, parley.ticket." + ticket + "\r\n")) {
            var head = socket.readHead();

            assertThat(head).startsWith("HTTP/1.1 101 ").doesNotContain(ticket);
            assertThat(head.lines()).anyMatch(line -> line.equalsIgnoreCase("sec-websocket-protocol: parley.v1"));
        }
    }

    @Test
    void socketIsWarnedAndEndsWithItsTokenUnlessThereIsAFreshOne() {
        var end = Instant.now().plus(A_SHORT_LIFE);
        var token = anna.token("access", A_SHORT_LIFE);
        try (var ending = TestSocket.open(port, V1.PATH, token, null);
                var staying = TestSocket.open(port, V1.PATH, token, null)) {
            for (var socket : List.of(ending, staying)) {
                assertThat(op(socket.next())).isEqualTo("hello");
                var warning = socket.next();
                assertThat(op(warning)).isEqualTo("token_expiring");
                assertThat(warning.path("in_s").asLong()).isBetween(0L, A_SHORT_LIFE.toSeconds());
            }

            staying.send(auth(anna.access()));

            assertThat(ending.awaitClose().code()).isEqualTo(4002);
            assertThat(Instant.now()).isAfterOrEqualTo(end.truncatedTo(ChronoUnit.SECONDS));
            staying.send(V1.PING);
            assertThat(op(staying.next())).isEqualTo("pong");
        }
    }

    @Test
    void tokenOfAnotherLoginSessionOrUserIsRefusedAndTheOldOneStays() {
        var elsewhere = new Person(anna.id(), anna.number(), anna.username(), UUID.randomUUID());
        var sameSid = new Person(ben.id(), ben.number(), ben.username(), anna.sid());
        try (var socket = V1.open(port, anna)) {
            for (var token : new String[] {elsewhere.access(), sameSid.access(), ben.access()}) {
                socket.send(auth(token));
                assertThat(socket.next().path("code").asText()).isEqualTo("other-session");
            }
            socket.send(auth(anna.expiredAccess()));
            assertThat(socket.next().path("code").asText()).isEqualTo("token-expired");
            socket.send(auth(anna.refresh()));
            assertThat(socket.next().path("code").asText()).isEqualTo("invalid-token");
            socket.send(V1.PING);
            assertThat(op(socket.next())).isEqualTo("pong");
        }
    }

    @Test
    void socketEndsWithItsLoginSession() {
        try (var socket = V1.open(port, anna)) {
            var event = new AuthEvent.SessionEnded(anna.id(), anna.sid(), Instant.now());
            streams.append(AuthEvent.STREAM, Map.of("id", UUID.randomUUID().toString(), "data", Json.write(event)))
                    .await()
                    .indefinitely();

            assertThat(socket.awaitClose().code()).isEqualTo(4001);
        }
        assertThat(codeFor(anna.access())).isEqualTo(4001);
        try (var socket = withTicket(ticket(anna, Duration.ofMinutes(15)))) {
            assertThat(socket.awaitClose().code()).isEqualTo(4001);
        }
    }

    private int codeFor(String access) {
        try (var socket = TestSocket.open(port, V1.PATH, access, null)) {
            return socket.awaitClose().code();
        }
    }

    /** As auth-service gives it out. */
    private String ticket(Person person, Duration life) {
        var ticket = UUID.randomUUID().toString().replace("-", "");
        var meaning = new SocketTicket(
                person.id(),
                person.number(),
                person.username(),
                person.sid(),
                "v1",
                Instant.now().plus(life).getEpochSecond());
        streams.ask(Request.cmd(Command.SET)
                .arg(SocketTicket.key(ticket))
                .arg(Json.write(meaning))
                .arg("EX")
                .arg(300));
        return ticket;
    }

    private TestSocket withTicket(String ticket) {
        return TestSocket.open(
                port, V1.PATH, TestSocket.builder().subprotocols("parley.v1", "parley.ticket." + ticket));
    }
}
