package chat.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.Command.ReportDelivered.Delivered;
import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.event.FriendshipState;
import chat.parley.common.event.Json;
import chat.parley.common.event.Person;
import chat.parley.common.stream.Streams;
import chat.parley.gateway.testing.TestSocket;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FriendshipSocketTest extends SocketTest {

    private static final Duration A_WHILE = Duration.ofMillis(400);

    @Inject
    Streams streams;

    @Inject
    Node node;

    @Test
    void messageReachesEverySocketOfBothSides() {
        var chat = writer.befriend(anna, ben);
        try (var annas = open(anna);
                var annasOther = open(anna);
                var bens = open(ben)) {

            annas.send(message(chat.friendship, "Hello"));

            for (var socket : List.of(annas, annasOther, bens)) {
                var frame = socket.next();
                assertThat(frame.path("type").asText()).isEqualTo("friendship_message");
                assertThat(frame.at("/message/message/content").asText()).isEqualTo("Hello");
                assertThat(frame.at("/message/message/friendship").asText()).isEqualTo(chat.friendship.toString());
                assertThat(frame.at("/message/receiver").asText())
                        .isEqualTo(ben.id().toString());
            }
        }
    }

    @Test
    void whatIsPipelinedKeepsItsOrder() {
        var chat = writer.befriend(anna, ben);
        try (var annas = open(anna);
                var bens = open(ben)) {

            for (int i = 0; i < 500; i++) {
                annas.send(message(chat.friendship, Integer.toString(i)));
            }

            for (int i = 0; i < 500; i++) {
                assertThat(text(bens)).isEqualTo(Integer.toString(i));
                assertThat(text(annas)).isEqualTo(Integer.toString(i));
            }
        }
    }

    @Test
    void oneBatchPerConversationIsUnderWayAndWhatComesMeanwhileGoesTogether() {
        var chat = writer.befriend(anna, ben);
        writer.answering = false;
        try (var annas = open(anna)) {

            for (int i = 0; i < 5; i++) {
                annas.send(message(chat.friendship, Integer.toString(i)));
            }

            await().until(() -> !annasBatches().isEmpty());
            assertThat(annas.isSilentFor(A_WHILE)).isTrue();
            assertThat(annasBatches()).hasSize(1);

            writer.answering = true;
            annasBatches().forEach(writer::answer);
            assertThat(IntStream.range(0, 5).mapToObj(_ -> text(annas))).containsExactly("0", "1", "2", "3", "4");
            assertThat(annasBatches()).hasSize(2);
        }
    }

    @Test
    void unknownFriendshipIsAnErrorAndTheSocketStaysOpen() {
        try (var annas = open(anna)) {
            annas.send(message(UUID.randomUUID(), "Hello"));

            assertThat(annas.next().path("error").asText()).isEqualTo("Friendship not found.");
            assertThat(annas.isOpen()).isTrue();
        }
    }

    @Test
    void whatWasWrittenToAReaderIsReportedAsDelivered() {
        var chat = writer.befriend(anna, ben);
        try (var annas = open(anna);
                var bens = open(ben)) {
            for (int i = 0; i < 10; i++) {
                annas.send(message(chat.friendship, "Hello"));
            }

            await().until(() -> writer.delivered().contains(new Delivered(ben.id(), chat.id, 10)));

            assertThat(writer.delivered())
                    .filteredOn(mark -> mark.conversationId().equals(chat.id))
                    .hasSizeLessThanOrEqualTo(10)
                    .allSatisfy(mark -> assertThat(mark.userId()).isEqualTo(ben.id()));
            assertThat(bens.isOpen()).isTrue();
        }
    }

    @Test
    void receiptReachesTheSender() {
        var chat = writer.befriend(anna, ben);
        var message = writer.write(chat, anna.id(), UUID.randomUUID(), "Hello");
        try (var annas = open(anna);
                var bens = open(ben)) {

            writer.tell(
                    node.name(),
                    new NodeEvent.ReceiptAdvanced(
                            List.of(anna.id()), chat.id, ben.id(), 1, 1, List.of(message), Instant.now()));

            var frame = annas.next();
            assertThat(frame.path("type").asText()).isEqualTo("chat_friendship_notification");
            assertThat(frame.at("/message/is_received").asBoolean()).isTrue();
            assertThat(frame.at("/message/is_seen").asBoolean()).isTrue();
            assertThat(frame.at("/message/id").asText()).isEqualTo(message.id().toString());
            assertThat(bens.isSilentFor(A_WHILE)).isTrue();
        }
    }

    @Test
    void seenGoesToTheWriter() {
        var chat = writer.befriend(anna, ben);
        var message = UUID.randomUUID();
        try (var bens = open(ben)) {
            bens.send("""
                    {"type":"friendship_notification_seen","channel":"%s","message":"%s"}""".formatted(chat.friendship, message));

            await().untilAsserted(() -> assertThat(writer.batchesOf(ben))
                    .flatExtracting(CommandBatch::commands)
                    .containsOnly(new Command.MarkMessageRead(message)));
        }
    }

    @Test
    void deliveriesThatComeTwiceOrTooEarlyAreShownOnceAndInOrder() {
        var chat = writer.befriend(anna, ben);
        var messages = IntStream.range(0, 4)
                .mapToObj(i -> writer.write(chat, anna.id(), UUID.randomUUID(), Integer.toString(i)))
                .toList();
        try (var bens = open(ben)) {
            for (var i : new int[] {0, 0, 2, 3, 2, 1, 1, 3}) {
                writer.tellBoth(chat, messages.get(i));
            }

            assertThat(IntStream.range(0, 4).mapToObj(_ -> text(bens))).containsExactly("0", "1", "2", "3");
            assertThat(bens.isSilentFor(A_WHILE)).isTrue();
        }
    }

    @Test
    void gapIsFilledByAReplay() {
        var chat = writer.befriend(anna, ben);
        var messages = IntStream.range(0, 4)
                .mapToObj(i -> writer.write(chat, anna.id(), UUID.randomUUID(), Integer.toString(i)))
                .toList();
        try (var bens = open(ben)) {
            writer.tellBoth(chat, messages.getFirst());
            writer.tellBoth(chat, messages.getLast());

            assertThat(IntStream.range(0, 4).mapToObj(_ -> text(bens))).containsExactly("0", "1", "2", "3");
        }
    }

    @Test
    void friendshipChangeReachesBothSidesOnce() {
        var id = UUID.randomUUID();
        try (var annas = open(anna);
                var bens = open(ben)) {
            var eventId = UUID.randomUUID();
            tell(eventId, requested(id));
            tell(eventId, requested(id));

            for (var socket : List.of(annas, bens)) {
                var frame = socket.next();
                assertThat(frame.path("type").asText()).isEqualTo("friendship");
                assertThat(frame.at("/friendship/id").asText()).isEqualTo(id.toString());
                assertThat(frame.at("/friendship/from_user/username").asText()).isEqualTo("anna");
                assertThat(socket.isSilentFor(A_WHILE)).isTrue();
            }
        }
    }

    private FriendshipEvent requested(UUID id) {
        return new FriendshipEvent.FriendshipRequested(
                new FriendshipState(id, 1, person(anna), person(ben), "pending", "pending", Instant.now(), 1),
                Instant.now());
    }

    private static Person person(chat.parley.gateway.testing.Person of) {
        return new Person(of.id(), of.number(), of.username(), null, "", "", null, null, "online", 1);
    }

    private void tell(UUID eventId, FriendshipEvent event) {
        streams.append(FriendshipEvent.STREAM, Map.of("id", eventId.toString(), "data", Json.write(event)))
                .await()
                .indefinitely();
    }

    /** Each once: what is not answered in time is sent again. */
    private List<CommandBatch> annasBatches() {
        return writer.batchesOf(anna).stream().distinct().toList();
    }

    private static String text(TestSocket socket) {
        return socket.next().at("/message/message/content").asText();
    }
}
