package chat.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.event.AuthEvent;
import chat.parley.common.event.Json;
import chat.parley.common.stream.Streams;
import chat.parley.gateway.testing.Neighbours;
import chat.parley.gateway.testing.Person;
import chat.parley.gateway.testing.TestSocket;
import chat.parley.gateway.testing.TestSocket.Closed;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RevocationTest extends SocketTest {

    private static final Closed UNAUTHORIZED = new Closed(4001, "Unauthorized access");

    @Inject
    Streams streams;

    @Test
    void socketsCloseWhenTheirLoginSessionEndsAndOthersStay() {
        var annasPhone = new Person(anna.id(), anna.number(), anna.username(), UUID.randomUUID());
        try (var one = open(anna);
                var two = open(anna);
                var phone = open(annasPhone)) {

            end(anna);

            assertThat(one.awaitClose()).isEqualTo(UNAUTHORIZED);
            assertThat(two.awaitClose()).isEqualTo(UNAUTHORIZED);
            assertThat(phone.isSilentFor(Duration.ofMillis(200))).isTrue();
            assertThat(phone.isOpen()).isTrue();
        }
    }

    @Test
    void endedLoginSessionStaysRefusedWhenRedisIsLost() {
        try (var socket = open(anna)) {
            end(anna);
            socket.awaitClose();
        }

        streams.ask(Request.cmd(Command.FLUSHALL));

        assertRefused(anna);
    }

    @Test
    void sessionThatEndedWithoutRedisHearingOfItIsClosedWhenRedisIsBack() {
        try (var socket = open(anna)) {
            Neighbours.ENDED_SESSIONS.put(anna.sid(), Instant.now());

            streams.ask(Request.cmd(Command.FLUSHALL));

            assertThat(socket.awaitClose()).isEqualTo(UNAUTHORIZED);
        }
    }

    @Test
    void nothingOfAnEndedSessionIsSentAnyMore() {
        var chat = writer.befriend(anna, ben);
        writer.answering = false;
        try (var socket = open(anna)) {
            socket.send(message(chat.friendship, "under way"));
            socket.send(message(chat.friendship, "waiting"));
            await().until(() -> !writer.batchesOf(anna).isEmpty());

            end(anna);
            socket.awaitClose();
            writer.answering = true;
            writer.answer(writer.batchesOf(anna).getFirst());

            await().during(Duration.ofMillis(300)).until(() -> chat.messages.size() == 1);
        }
    }

    @Test
    void unreadableEventDoesNotStopTheNext() {
        try (var socket = open(anna)) {
            streams.append(AuthEvent.STREAM, Map.of("id", "?", "data", "?"))
                    .await()
                    .indefinitely();
            end(anna);

            assertThat(socket.awaitClose()).isEqualTo(UNAUTHORIZED);
        }
    }

    @Test
    void neighbourThatIsAwayIsAskedAgainAndTheLogSaysSoOnce() {
        var warnings = new CopyOnWriteArrayList<String>();
        var log = Logger.getLogger("chat.parley.gateway.revocation.Revocation");
        var handler = new Handler() {

            @Override
            public void publish(LogRecord line) {
                if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                    warnings.add(line.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        log.addHandler(handler);
        try {
            Neighbours.authAway = true;
            var before = Neighbours.ASKED_FOR_ENDED.get();
            streams.ask(Request.cmd(Command.FLUSHALL));

            await().until(() -> Neighbours.ASKED_FOR_ENDED.get() >= before + 3);

            assertThat(warnings).singleElement().asString().startsWith("ended login sessions are not known since");
        } finally {
            log.removeHandler(handler);
        }
    }

    private void end(Person person) {
        var event = new AuthEvent.SessionEnded(person.id(), person.sid(), Instant.now());
        streams.append(AuthEvent.STREAM, Map.of("id", UUID.randomUUID().toString(), "data", Json.write(event)))
                .await()
                .indefinitely();
    }

    private void assertRefused(Person person) {
        try (var socket = open(person)) {
            assertThat(socket.awaitClose()).isEqualTo(UNAUTHORIZED);
        }
        try (var socket = TestSocket.open(port, "/ws/messages/", person.expiredAccess(), person.refresh())) {
            assertThat(socket.awaitClose()).isEqualTo(UNAUTHORIZED);
        }
    }
}
