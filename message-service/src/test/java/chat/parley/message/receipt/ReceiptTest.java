package chat.parley.message.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.chat.Command;
import chat.parley.common.chat.Command.ReportDelivered.Delivered;
import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.ConversationId;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Target;
import chat.parley.common.testing.Backing;
import chat.parley.message.testing.Gateway;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.User;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Marks and replays, from a command stream to the streams of the nodes. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class ReceiptTest {

    @Inject
    Gateway gateway;

    @Inject
    Receipts receipts;

    private final User ada = User.named("ada");
    private final User bob = User.named("bob");
    private final Target conversation = new Target.OfConversation(ConversationId.ofDirect(ada.id(), bob.id()));
    private String adas;
    private String bobs;

    @BeforeEach
    void areOnline() {
        adas = gateway.nodeWith(ada);
        bobs = gateway.nodeWith(bob);
    }

    @Test
    void senderIsToldWhatWasDelivered() {
        sends(ada, 3);

        var outcomes = gateway.ask(bobs, bob, conversation, new Command.MarkDelivered(2));

        assertThat(outcomes).containsExactly(new Outcome.Done());
        var receipt = receipts(adas, 1).getFirst();
        assertThat(receipt.users()).containsExactly(ada.id());
        assertThat(receipt.userId()).isEqualTo(bob.id());
        assertThat(receipt.deliveredSeq()).isEqualTo(2);
        assertThat(receipt.readSeq()).isZero();
        assertThat(receipt.messages()).extracting(message -> message.seq()).containsExactly(1L, 2L);
        assertThat(receipt.at()).isNotNull();
        assertThat(gateway.told(bobs, NodeEvent.ReceiptAdvanced.class)).isEmpty();
    }

    @Test
    void aNodeReportsAllItsUsersTogether() {
        sends(ada, 2);
        sends(bob, 1);
        var ours = ConversationId.ofDirect(ada.id(), bob.id());
        var stranger = UUID.randomUUID();

        var report = new CommandBatch(
                UUID.randomUUID(),
                bobs,
                null,
                new Target.OfNode(bobs),
                List.of(new Command.ReportDelivered(List.of(
                        new Delivered(stranger, ours, 3),
                        new Delivered(bob.id(), ours, 2),
                        new Delivered(ada.id(), ours, 3)))));
        gateway.append(report);

        assertThat(gateway.outcomes(report)).containsExactly(new Outcome.Done());
        assertThat(mark(bob)).isEqualTo(new Mark(2, 0));
        assertThat(mark(ada)).isEqualTo(new Mark(3, 0));
        assertThat(receipts(adas, 1).getFirst().userId()).isEqualTo(bob.id());
        assertThat(receipts(bobs, 1).getFirst().userId()).isEqualTo(ada.id());
    }

    @Test
    void readImpliesDelivered() {
        sends(ada, 3);

        gateway.ask(bobs, bob, conversation, new Command.MarkRead(2));

        assertThat(receipts(adas, 1).getFirst().deliveredSeq()).isEqualTo(2);
        assertThat(mark(bob)).isEqualTo(new Mark(2, 2));
    }

    @Test
    void marksNeverGoBack() {
        sends(ada, 3);
        gateway.ask(bobs, bob, conversation, new Command.MarkRead(3));

        gateway.ask(bobs, bob, conversation, new Command.MarkRead(1), new Command.MarkDelivered(2));
        gateway.ask(bobs, bob, conversation, new Command.MarkRead(-7));

        assertThat(mark(bob)).isEqualTo(new Mark(3, 3));
        assertThat(gateway.told(adas, NodeEvent.ReceiptAdvanced.class)).hasSize(1);
    }

    @Test
    void marksNeverPassTheLastMessage() {
        sends(ada, 2);

        gateway.ask(bobs, bob, conversation, new Command.MarkRead(Long.MAX_VALUE));

        assertThat(mark(bob)).isEqualTo(new Mark(2, 2));
    }

    @Test
    void receiptIsAboutOthersMessagesOnly() {
        sends(ada, 1);
        sends(bob, 1);
        sends(ada, 1);

        gateway.ask(bobs, bob, conversation, new Command.MarkRead(3));

        assertThat(receipts(adas, 1).getFirst().messages())
                .extracting(message -> message.seq())
                .containsExactly(1L, 3L);
    }

    @Test
    void markingOnesOwnMessagesIsNoNewsToTheOther() {
        sends(ada, 2);

        gateway.ask(adas, ada, conversation, new Command.MarkRead(2));

        assertThat(mark(ada)).isEqualTo(new Mark(2, 2));
        assertThat(gateway.told(bobs, NodeEvent.ReceiptAdvanced.class)).isEmpty();
    }

    @Test
    void readersOwnDevicesAreToldWhatWasRead() {
        sends(ada, 3);
        var other = gateway.nodeWith(bob);

        gateway.ask(bobs, bob, conversation, new Command.MarkRead(2));

        for (var node : List.of(bobs, other)) {
            var receipt = receipts(node, 1).getFirst();
            assertThat(receipt.users()).containsExactly(bob.id());
            assertThat(receipt.userId()).isEqualTo(bob.id());
            assertThat(receipt.readSeq()).isEqualTo(2);
            assertThat(receipt.messages()).isEmpty();
        }
    }

    @Test
    void readersOwnDevicesAreToldOfTheLobbyAndNobodyElseIs() {
        gateway.ask(adas, ada, new Target.OfLobby(), new Command.Send(UUID.randomUUID(), "Hello, all", List.of()));

        gateway.ask(bobs, bob, new Target.OfLobby(), new Command.MarkRead(1));

        var receipt = receipts(bobs, 1).getFirst();
        assertThat(receipt.conversationId()).isEqualTo(ConversationId.LOBBY);
        assertThat(receipt.readSeq()).isEqualTo(1);
        assertThat(gateway.told(adas, NodeEvent.ReceiptAdvanced.class)).isEmpty();
    }

    @Test
    void seenMessageIsNamedByItsId() {
        sends(ada, 3);
        var second = gateway.told(bobs, NodeEvent.MessagePosted.class, 3).get(1).message();

        var outcomes = gateway.ask(
                bobs,
                bob,
                conversation,
                new Command.MarkMessageRead(second.id()),
                new Command.MarkMessageRead(UUID.randomUUID()));

        assertThat(outcomes.getFirst()).isEqualTo(new Outcome.Done());
        assertThat(((Outcome.Refused) outcomes.getLast()).code()).isEqualTo("unknown-message");
        assertThat(mark(bob)).isEqualTo(new Mark(2, 2));
    }

    @Test
    void longReceiptHasTheNewestMessages() {
        for (int i = 0; i < 3; i++) {
            sends(ada, 80);
        }

        gateway.ask(bobs, bob, conversation, new Command.MarkRead(240));

        assertThat(receipts(adas, 1).getFirst().messages())
                .extracting(message -> message.seq())
                .isEqualTo(LongStream.rangeClosed(41, 240).boxed().toList());
    }

    @Test
    void readingAfterDeliveryIsAboutWhatWasRead() {
        sends(ada, 3);
        gateway.ask(bobs, bob, conversation, new Command.MarkDelivered(3));

        gateway.ask(bobs, bob, conversation, new Command.MarkRead(2));

        assertThat(receipts(adas, 2).getLast().messages())
                .extracting(message -> message.seq())
                .containsExactly(1L, 2L);
    }

    @Test
    void marksOfManyAtOnceAllCount() {
        sends(ada, 40);
        var batches = IntStream.rangeClosed(1, 40)
                .mapToObj(seq -> Gateway.batch(
                        bobs,
                        bob,
                        seq % 2 == 0 ? conversation : new Target.OfUser(ada.id()),
                        seq % 3 == 0 ? new Command.MarkRead(seq) : new Command.MarkDelivered(seq)))
                .toList();

        batches.forEach(gateway::append);
        batches.forEach(gateway::outcomes);

        assertThat(mark(bob)).isEqualTo(new Mark(40, 39));
    }

    @Test
    void marksInAConversationThatIsNotThereDoNothing() {
        var outcomes = gateway.ask(bobs, bob, new Target.OfUser(ada.id()), new Command.MarkRead(5));
        var unknown = gateway.ask(bobs, bob, conversation, new Command.MarkRead(5));

        assertThat(outcomes).containsExactly(new Outcome.Done());
        assertThat(((Outcome.Refused) unknown.getFirst()).code()).isEqualTo("unknown-conversation");
    }

    @Test
    void markInTheLobbyIsKeptAndNobodyIsTold() {
        gateway.lease(ChatKeys.interest(ConversationId.LOBBY), adas);
        gateway.ask(adas, ada, new Target.OfLobby(), newSend());

        gateway.ask(bobs, bob, new Target.OfLobby(), new Command.MarkRead(1));

        var members = receipts.of(ConversationId.LOBBY).await().atMost(Gateway.PATIENCE);
        assertThat(members.get(bob.id()).mark()).isEqualTo(new Mark(1, 1));
        assertThat(gateway.told(adas, NodeEvent.ReceiptAdvanced.class)).isEmpty();
    }

    @Test
    void replayIsForTheOneWhoAsksAndBeforeItsAnswer() {
        sends(ada, 5);
        var asking = gateway.nodeWith();

        gateway.ask(asking, bob, conversation, new Command.Replay(1, 4));

        var told = gateway.told(asking);
        assertThat(told.subList(0, 3))
                .allSatisfy(event ->
                        assertThat(((NodeEvent.MessagePosted) event).users()).containsExactly(bob.id()));
        assertThat(told.subList(0, 3))
                .extracting(event -> ((NodeEvent.MessagePosted) event).message().seq())
                .containsExactly(2L, 3L, 4L);
        assertThat(told.getLast()).isInstanceOf(NodeEvent.BatchAnswered.class);
    }

    @Test
    void replayedMessageIsTheOneThatWasDelivered() {
        sends(ada, 3);
        var delivered = gateway.told(bobs, NodeEvent.MessagePosted.class, 3);
        var asking = gateway.nodeWith();

        gateway.ask(asking, bob, conversation, new Command.Replay(0, 3));

        assertThat(gateway.told(asking, NodeEvent.MessagePosted.class)).isEqualTo(delivered);
    }

    @Test
    void replayBeyondTheEndEndsThere() {
        sends(ada, 2);
        var asking = gateway.nodeWith();

        gateway.ask(asking, bob, conversation, new Command.Replay(0, 1_000));

        assertThat(gateway.told(asking, NodeEvent.MessagePosted.class)).hasSize(2);
    }

    private void sends(User user, int count) {
        var commands = IntStream.range(0, count).mapToObj(_ -> newSend()).toArray(Command[]::new);
        var other = user.equals(ada) ? bob : ada;
        gateway.ask(user.equals(ada) ? adas : bobs, user, new Target.OfUser(other.id()), commands);
    }

    private static Command newSend() {
        return new Command.Send(UUID.randomUUID(), "hello", List.of());
    }

    private List<NodeEvent.ReceiptAdvanced> receipts(String node, int count) {
        return gateway.told(node, NodeEvent.ReceiptAdvanced.class, count);
    }

    private Mark mark(User user) {
        return receipts.of(ConversationId.ofDirect(ada.id(), bob.id()))
                .await()
                .atMost(Gateway.PATIENCE)
                .get(user.id())
                .mark();
    }
}
