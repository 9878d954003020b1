package chat.parley.gateway;

import static chat.parley.gateway.testing.V1.cursor;
import static chat.parley.gateway.testing.V1.op;
import static chat.parley.gateway.testing.V1.resume;
import static chat.parley.gateway.testing.V1.send;
import static chat.parley.gateway.testing.V1.seqs;
import static chat.parley.gateway.testing.V1.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.ConversationId;
import chat.parley.common.chat.Outcome;
import chat.parley.common.stream.Streams;
import chat.parley.gateway.testing.Person;
import chat.parley.gateway.testing.RawSocket;
import chat.parley.gateway.testing.TestSocket;
import chat.parley.gateway.testing.V1;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a socket of {@code v1} lacks, and gets. */
@QuarkusTest
class V1CatchUpTest extends SocketTest {

    private static final Duration A_WHILE = Duration.ofMillis(400);

    /** Conversations in which something is written at about the same time. */
    private static final int ACTIVE = 2_000;

    @Inject
    Streams streams;

    @Test
    void resumeGivesWhatWasMissedOnceAndInOrder() {
        var chat = writer.befriend(anna, ben);
        var other = writer.befriend(ben, Person.named("cleo"));
        String cursor;
        try (var bens = open(ben)) {
            writer.tellBoth(chat, writer.write(chat, anna.id(), UUID.randomUUID(), "seen"));
            cursor = bens.next().path("cursor").asText();
        }
        for (int i = 0; i < 8; i++) {
            writer.write(chat, anna.id(), UUID.randomUUID(), "missed " + i);
            writer.write(other, other.other.id(), UUID.randomUUID(), "elsewhere " + i);
        }

        try (var bens = connect(ben)) {
            bens.send(resume(cursor));
            assertThat(bens.next().path("op").asText()).isEqualTo("hello");

            var missed = until(bens, "caught_up");
            assertThat(seqs(missed, chat)).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
            assertThat(seqs(missed, other)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
            writer.tellBoth(chat, writer.write(chat, anna.id(), UUID.randomUUID(), "live"));
            assertThat(bens.next().path("seq").asLong()).isEqualTo(10);
            assertThat(bens.isSilentFor(A_WHILE)).isTrue();
        }
    }

    @Test
    void resumeFromHelloRepeatsNothing() {
        var chat = writer.befriend(anna, ben);
        writer.write(chat, anna.id(), UUID.randomUUID(), "a moment ago");
        String cursor;
        try (var bens = connect(ben)) {
            cursor = bens.next().path("cursor").asText();
        }

        try (var bens = connect(ben)) {
            bens.send(resume(cursor));

            assertThat(bens.next().path("op").asText()).isEqualTo("hello");
            assertThat(bens.next().path("op").asText()).isEqualTo("caught_up");
        }
    }

    @Test
    void everyCursorOnTheWayIsGoodToGoOnFrom() {
        var chat = writer.befriend(anna, ben);
        var other = writer.befriend(ben, Person.named("cleo"));
        String cursor;
        try (var bens = connect(ben)) {
            cursor = bens.next().path("cursor").asText();
        }
        for (int i = 0; i < 5; i++) {
            writer.write(chat, anna.id(), UUID.randomUUID(), "missed " + i);
            writer.write(other, other.other.id(), UUID.randomUUID(), "elsewhere " + i);
        }

        for (int left = 10; left > 0; left--) {
            try (var bens = connect(ben)) {
                bens.send(resume(cursor));
                assertThat(bens.next().path("op").asText()).isEqualTo("hello");
                var messages = until(bens, "caught_up");
                assertThat(messages).hasSize(left);
                cursor = messages.getFirst().path("cursor").asText();
            }
        }
    }

    @Test
    void messagesThatComeWhileASocketResumesComeOnceAndInOrder() {
        var chat = writer.befriend(anna, ben);
        String cursor;
        try (var bens = connect(ben)) {
            cursor = bens.next().path("cursor").asText();
        }
        for (int i = 0; i < 50; i++) {
            writer.write(chat, anna.id(), UUID.randomUUID(), "missed");
        }

        try (var annas = open(anna);
                var bens = connect(ben)) {
            bens.send(resume(cursor));
            for (int i = 0; i < 50; i++) {
                annas.send(send(UUID.randomUUID(), chat, "live"));
            }

            var last = 0L;
            while (last < 100) {
                var frame = bens.next();
                if (frame.path("op").asText().equals("message")) {
                    assertThat(frame.path("seq").asLong()).isEqualTo(last + 1);
                    last++;
                }
            }
        }
    }

    @Test
    void messageThatIsLostOnTheWayIsReadFromTheDatabase() {
        var chat = writer.befriend(anna, ben);
        try (var bens = open(ben)) {
            writer.tellBoth(chat, writer.write(chat, anna.id(), UUID.randomUUID(), "first"));
            assertThat(bens.next().path("seq").asLong()).isEqualTo(1);
            writer.write(chat, anna.id(), UUID.randomUUID(), "lost");
            writer.tellBoth(chat, writer.write(chat, anna.id(), UUID.randomUUID(), "third"));

            assertThat(bens.next().path("body").asText()).isEqualTo("lost");
            assertThat(bens.next().path("body").asText()).isEqualTo("third");
            assertThat(bens.isSilentFor(A_WHILE)).isTrue();
        }
    }

    @Test
    void socketOpensWithoutAnAnswerAndCanStillResumeFromThere() {
        var chat = writer.befriend(anna, ben);
        writer.answering = false;
        String cursor;
        try (var bens = connect(ben)) {
            cursor = bens.next().path("cursor").asText();
        }
        writer.answering = true;
        writer.write(chat, anna.id(), UUID.randomUUID(), "missed");

        try (var bens = connect(ben)) {
            bens.send(resume(cursor));
            assertThat(bens.next().path("op").asText()).isEqualTo("hello");
            assertThat(bens.next().path("body").asText()).isEqualTo("missed");
            assertThat(bens.next().path("op").asText()).isEqualTo("caught_up");
        }
    }

    @Test
    void resumeThatComesLateRepeatsNothingThatWasGivenMeanwhile() {
        var chat = writer.befriend(anna, ben);
        String cursor;
        try (var bens = connect(ben)) {
            cursor = cursor(bens.next());
        }
        writer.write(chat, anna.id(), UUID.randomUUID(), "missed");
        try (var bens = open(ben)) {
            writer.tellBoth(chat, writer.write(chat, anna.id(), UUID.randomUUID(), "live"));
            assertThat(bens.next().path("seq").asLong()).isEqualTo(2);

            bens.send(resume(cursor));

            assertThat(seqs(until(bens, "caught_up"), chat)).containsExactly(1L);
            writer.tellBoth(chat, writer.write(chat, anna.id(), UUID.randomUUID(), "live"));
            assertThat(bens.next().path("seq").asLong()).isEqualTo(3);
        }
    }

    /** Its greeting may be on the way for longer than a client that has it is waited for. */
    @Test
    void clientAtTheEndOfALongWayResumesBeforeItIsGivenAnything() {
        var chat = writer.befriend(anna, ben);
        String cursor;
        try (var bens = connect(ben)) {
            cursor = cursor(bens.next());
        }
        writer.write(chat, anna.id(), UUID.randomUUID(), "missed");

        try (var far =
                RawSocket.openAt(port, V1.PATH, RawSocket.KEY + "Authorization: Bearer " + ben.access() + "\r\n")) {
            far.readHead();
            far.readTexts(1);
            writer.tellBoth(chat, writer.write(chat, anna.id(), UUID.randomUUID(), "live"));
            await().pollDelay(Duration.ofMillis(1_500)).until(() -> true);
            far.frame(RawSocket.TEXT, true, resume(cursor).getBytes(StandardCharsets.US_ASCII));

            assertThat(far.readTexts(3))
                    .satisfiesExactly(
                            missed -> assertThat(missed).contains("\"seq\":1,", "\"body\":\"missed\""),
                            live -> assertThat(live).contains("\"seq\":2,", "\"body\":\"live\""),
                            over -> assertThat(over).contains("\"op\":\"caught_up\""));
        }
    }

    @Test
    void moreThanCanBeHeldWhileASocketResumesIsReadAgain() {
        var chat = writer.befriend(anna, ben);
        String cursor;
        try (var bens = connect(ben)) {
            cursor = cursor(bens.next());
        }
        try (var bens = connect(ben)) {
            assertThat(op(bens.next())).isEqualTo("hello");
            writer.answering = false;
            bens.send(resume(cursor));
            await().until(() -> writer.batchesOf(ben).stream()
                    .flatMap(batch -> batch.commands().stream())
                    .anyMatch(command -> command instanceof Command.Resume resume && resume.since() != null));
            for (int i = 0; i < 300; i++) {
                writer.tellBoth(chat, writer.write(chat, anna.id(), UUID.randomUUID(), "m" + i));
            }
            writer.answering = true;

            assertThat(seqs(until(bens, "caught_up"), chat))
                    .isEqualTo(LongStream.rangeClosed(1, 300).boxed().toList());
        }
    }

    @Test
    void whatWasLostWithRedisIsReadFromTheDatabase() {
        var chat = writer.befriend(anna, ben);
        try (var bens = open(ben)) {
            streams.ask(Request.cmd(io.vertx.mutiny.redis.client.Command.FLUSHALL));
            writer.write(chat, anna.id(), UUID.randomUUID(), "told to nobody");

            assertThat(bens.next().path("body").asText()).isEqualTo("told to nobody");
            assertThat(bens.isSilentFor(A_WHILE)).isTrue();
        }
    }

    @Test
    void whatIsLeftOutIsTold() {
        writer.omitted = List.of(new Outcome.Omitted(ConversationId.LOBBY, 3, 90));
        String cursor;
        try (var bens = connect(ben)) {
            cursor = cursor(bens.next());
        }
        try (var bens = connect(ben)) {
            bens.send(resume(cursor));

            assertThat(op(bens.next())).isEqualTo("hello");
            var gap = bens.next();
            assertThat(op(gap)).isEqualTo("gap");
            assertThat(gap.path("conversation").asText()).isEqualTo(ConversationId.LOBBY.toString());
            assertThat(gap.path("from").asLong()).isEqualTo(3);
            assertThat(gap.path("to").asLong()).isEqualTo(90);
            assertThat(op(bens.next())).isEqualTo("caught_up");
        }
    }

    @Test
    void secondResumeWhileOneIsUnderWayIsRefused() {
        String cursor;
        try (var bens = connect(ben)) {
            cursor = cursor(bens.next());
        }
        try (var bens = connect(ben)) {
            assertThat(op(bens.next())).isEqualTo("hello");
            writer.answering = false;

            bens.send(resume(cursor));
            bens.send(resume(cursor));

            assertThat(bens.next().path("code").asText()).isEqualTo("resume-under-way");
            writer.answering = true;
            assertThat(op(bens.next())).isEqualTo("caught_up");
        }
    }

    @Test
    void socketThatSaysNothingIsGivenMessagesAllTheSame() {
        var chat = writer.befriend(anna, ben);
        try (var bens = connect(ben)) {
            assertThat(op(bens.next())).isEqualTo("hello");

            writer.tellBoth(chat, writer.write(chat, anna.id(), UUID.randomUUID(), "Hello"));

            assertThat(bens.next().path("body").asText()).isEqualTo("Hello");
        }
    }

    @Test
    void cursorIsExactWhileMuchIsGoingOn() {
        var cursors = new ArrayList<String>();
        try (var bens = open(ben)) {
            for (int i = 0; i < ACTIVE; i++) {
                var chat = writer.befriend(Person.named("friend" + i), ben);
                writer.tellBoth(chat, writer.write(chat, chat.one.id(), UUID.randomUUID(), "m" + i));
                var message = bens.next();
                assertThat(message.path("body").asText()).isEqualTo("m" + i);
                cursors.add(cursor(message));
            }
        }

        assertThat(missedSince(cursors.get(ACTIVE - 1))).isEmpty();
        assertThat(missedSince(cursors.get(ACTIVE - 51)))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(ACTIVE - 50, ACTIVE)
                        .mapToObj(i -> "m" + i)
                        .toList());
        assertThat(resume(cursors.getLast()).length()).isLessThan(64 * 1024);
    }

    @Test
    void messagesOfManyConversationsThatComeInOneRushComeOnceEach() {
        try (var bens = open(ben)) {
            for (int i = 0; i < 600; i++) {
                var chat = writer.befriend(Person.named("friend" + i), ben);
                writer.tellBoth(chat, writer.write(chat, chat.one.id(), UUID.randomUUID(), "m" + i));
            }

            var bodies = new HashSet<String>();
            for (int i = 0; i < 600; i++) {
                assertThat(bodies.add(bens.next().path("body").asText())).isTrue();
            }
            assertThat(bens.isSilentFor(A_WHILE)).isTrue();
        }
    }

    private List<String> missedSince(String cursor) {
        try (var bens = connect(ben)) {
            assertThat(op(bens.next())).isEqualTo("hello");
            bens.send(resume(cursor));
            return until(bens, "caught_up").stream()
                    .map(message -> message.path("body").asText())
                    .toList();
        }
    }

    private TestSocket connect(Person as) {
        return V1.connect(port, as);
    }

    @Override
    protected TestSocket open(Person as) {
        return V1.open(port, as);
    }
}
