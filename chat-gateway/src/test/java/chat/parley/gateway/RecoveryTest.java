package chat.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.event.Json;
import chat.parley.common.event.MessageEvent;
import chat.parley.common.stream.Streams;
import chat.parley.gateway.testing.TestSocket;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Redis is transport: losing all of it costs time and nothing else. */
@QuarkusTest
class RecoveryTest extends SocketTest {

    private static final Duration A_WHILE = Duration.ofMillis(400);

    @Inject
    Streams streams;

    @Inject
    Node node;

    @Test
    void batchThatNobodyAnswersIsRepeatedAndWrittenOnce() {
        var chat = writer.befriend(anna, ben);
        writer.answering = false;
        try (var annas = open(anna)) {
            annas.send(message(chat.friendship, "Hello"));
            await().until(() -> !writer.batchesOf(anna).isEmpty());
            writer.answering = true;

            assertThat(text(annas)).isEqualTo("Hello");
            assertThat(chat.messages).hasSize(1);
            assertThat(writer.batchesOf(anna))
                    .hasSizeGreaterThan(1)
                    .containsOnly(writer.batchesOf(anna).getFirst());
        }
    }

    @Test
    void emptiedRedisIsFilledAgainAndChatGoesOn() {
        var chat = writer.befriend(anna, ben);
        try (var annas = open(anna);
                var bens = open(ben)) {
            annas.send(message(chat.friendship, "before"));
            assertThat(text(bens)).isEqualTo("before");

            streams.ask(Request.cmd(Command.FLUSHALL));

            await().until(() -> writer.nodes(ben.id()).equals(List.of(node.name())));
            await().until(this::nodeHasItsStream);
            annas.send(message(chat.friendship, "after"));
            assertThat(text(bens)).isEqualTo("after");
            assertThat(text(annas)).isEqualTo("before");
            assertThat(text(annas)).isEqualTo("after");
        }
    }

    @Test
    void batchLostWithRedisIsRepeated() {
        var chat = writer.befriend(anna, ben);
        writer.answering = false;
        try (var annas = open(anna)) {
            annas.send(message(chat.friendship, "Hello"));
            await().until(() -> !writer.batchesOf(anna).isEmpty());

            streams.ask(Request.cmd(Command.FLUSHALL));
            writer.answering = true;

            assertThat(text(annas)).isEqualTo("Hello");
        }
    }

    @Test
    void messageThatWasNeverDeliveredIsFoundWhenRedisIsBack() {
        var chat = writer.befriend(anna, ben);
        try (var annas = open(anna);
                var bens = open(ben)) {
            annas.send(message(chat.friendship, "first"));
            assertThat(text(bens)).isEqualTo("first");
            streams.ask(Request.cmd(Command.FLUSHALL));
            var lost = writer.write(chat, anna.id(), UUID.randomUUID(), "lost on the way");

            publish(new MessageEvent.MessagesPosted(
                    chat.id, List.of(new MessageEvent.Posted(lost.id(), lost.seq(), anna.id(), ben.id(), lost.at()))));

            assertThat(text(bens)).isEqualTo("lost on the way");
        }
    }

    @Test
    void announcementThatWasLostWithRedisIsShownOnce() {
        var chat = writer.befriend(anna, ben);
        var file = writer.writeFile(chat, anna, "see this", true);
        try (var bens = TestSocket.open(port, "/ws/chat/room/?token=" + ben.access(), TestSocket.builder())) {
            streams.ask(Request.cmd(Command.FLUSHALL));

            var announced = new MessageEvent.AnnouncementMade(chat.id, file.seq(), ben.id(), Instant.now());
            publish(announced);
            publish(announced);

            assertThat(bens.next().path("created_msg_id").asLong()).isEqualTo(file.number());
            await().until(() -> writer.batches.stream()
                            .flatMap(batch -> batch.commands().stream())
                            .filter(new chat.parley.common.chat.Command.ReplayAnnouncement(file.seq())::equals)
                            .count()
                    >= 2);
            assertThat(bens.isSilentFor(A_WHILE)).isTrue();
        }
    }

    @Test
    void announcementOfLongAgoIsNotShownAgain() {
        var chat = writer.befriend(anna, ben);
        var file = writer.writeFile(chat, anna, "see this", true);
        var other = writer.writeFile(chat, anna, "and this", true);
        try (var bens = TestSocket.open(port, "/ws/chat/room/?token=" + ben.access(), TestSocket.builder())) {
            streams.ask(Request.cmd(Command.FLUSHALL));

            publish(new MessageEvent.AnnouncementMade(
                    chat.id, file.seq(), ben.id(), Instant.now().minusSeconds(60)));
            publish(new MessageEvent.AnnouncementMade(chat.id, other.seq(), ben.id(), Instant.now()));

            assertThat(bens.next().path("created_msg_id").asLong()).isEqualTo(other.number());
            assertThat(bens.isSilentFor(A_WHILE)).isTrue();
        }
    }

    @Test
    void leaseGoesWithTheLastSocket() {
        try (var annas = open(anna)) {
            try (var other = open(anna)) {
                assertThat(writer.nodes(anna.id())).containsExactly(node.name());
                assertThat(other.isOpen()).isTrue();
            }
            await().during(Duration.ofMillis(300))
                    .until(() -> writer.nodes(anna.id()).contains(node.name()));
            assertThat(annas.isOpen()).isTrue();
        }

        await().until(() -> writer.nodes(anna.id()).isEmpty());
    }

    private void publish(MessageEvent event) {
        streams.append(MessageEvent.STREAM, Map.of("id", UUID.randomUUID().toString(), "data", Json.write(event)))
                .await()
                .indefinitely();
    }

    private boolean nodeHasItsStream() {
        return streams.ask(Request.cmd(Command.EXISTS).arg(ChatKeys.deliver(node.name())))
                        .toInteger()
                == 1;
    }

    private static String text(TestSocket socket) {
        return socket.next().at("/message/message/content").asText();
    }
}
