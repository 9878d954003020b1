package chat.parley.message.message;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.ConversationId;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Target;
import chat.parley.message.attachment.Attachment;
import chat.parley.message.conversation.Conversation;
import chat.parley.message.conversation.Kind;
import chat.parley.message.friendship.FriendshipLink;
import chat.parley.message.receipt.Mark;
import chat.parley.message.receipt.MemberKey;
import chat.parley.message.testing.User;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The rules of writing, without a database. */
class LedgerTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final User ada = User.named("ada");
    private final User bob = User.named("bob");
    private final Conversation conversation = Conversation.direct(ada.id(), bob.id());

    private final Map<UUID, Conversation> locked = new HashMap<>();
    private final Map<UUID, Relation> relations = new HashMap<>();
    private final Map<SentKey, Sent> sent = new HashMap<>();
    private final Map<UUID, Attachment> attachments = new HashMap<>();
    private final Map<UUID, MessageKey> places = new HashMap<>();
    private MessagingPolicy policy = MessagingPolicy.EVERYONE;

    @Test
    void seqGoesOnFromTheLastOne() {
        exists(41, NOW.minusSeconds(1));

        var outcomes = take(send("one"), send("two"));

        assertThat(outcomes).extracting(LedgerTest::seq).containsExactly(42L, 43L);
    }

    @Test
    void timeGoesForwardWhateverTheClockDoes() {
        exists(1, NOW.plusSeconds(60));

        var messages = ledger(send("one"), send("two")).fresh();

        assertThat(messages)
                .extracting(each -> each.message().createdAt())
                .containsExactly(
                        NOW.plusSeconds(60).plus(1, ChronoUnit.MICROS),
                        NOW.plusSeconds(60).plus(2, ChronoUnit.MICROS));
        assertThat(messages)
                .extracting(each -> each.message().previousAt())
                .containsExactly(NOW.plusSeconds(60), NOW.plusSeconds(60).plus(1, ChronoUnit.MICROS));
    }

    @Test
    void conversationThatIsNotThereIsMissingOnlyWhenItIsWrittenTo() {
        relations.put(conversation.id(), friendship(true, false));
        assertThat(ledger(send("blocked")).missing()).isEmpty();

        relations.clear();
        assertThat(ledger(send("hello")).missing()).extracting(Conversation::id).containsExactly(conversation.id());
    }

    @Test
    void repeatIsAnsweredLikeTheFirst() {
        exists(1, NOW);
        var send = send("hello");
        sent.put(key(send), new Sent(message(1, send), Digest.of(send)));

        var ledger = ledger(send);

        assertThat(ledger.answers().getFirst().outcomes())
                .extracting(LedgerTest::seq)
                .containsExactly(1L);
        assertThat(ledger.fresh()).isEmpty();
        assertThat(ledger.posted()).hasSize(1);
    }

    @Test
    void repeatIsNotRefusedByRulesThatCameLater() {
        exists(1, NOW);
        relations.put(conversation.id(), friendship(true, false));
        var send = send("hello");
        sent.put(key(send), new Sent(message(1, send), Digest.of(send)));

        assertThat(take(send)).extracting(LedgerTest::seq).containsExactly(1L);
    }

    @Test
    void otherBodyOrAttachmentsUnderAnIdAreRefused() {
        exists(1, NOW);
        var send = send("hello");
        sent.put(key(send), new Sent(message(1, send), Digest.of(send)));

        assertThat(codes(
                        new Command.Send(send.clientId(), "hello!", List.of()),
                        new Command.Send(send.clientId(), "hello", List.of(UUID.randomUUID()))))
                .containsExactly("client-id-reused", "client-id-reused");
    }

    @Test
    void idOfAnotherConversationIsRefused() {
        exists(1, NOW);
        var send = send("hello");
        var elsewhere = message(1, send);
        sent.put(
                key(send),
                new Sent(
                        new Message(
                                UUID.randomUUID(),
                                1,
                                elsewhere.id(),
                                1,
                                send.clientId(),
                                ada.id(),
                                "ada",
                                "hello",
                                NOW,
                                null,
                                List.of(),
                                false),
                        Digest.of(send)));

        assertThat(codes(send)).containsExactly("client-id-reused");
    }

    @Test
    void onlyFriendsMayWriteWhereThatIsThePolicy() {
        exists(0, null);
        policy = MessagingPolicy.FRIENDS_ONLY;

        assertThat(codes(send("strangers"))).containsExactly("friends-only");
        relations.put(conversation.id(), friendship(false, false));
        assertThat(codes(send("not yet"))).containsExactly("friends-only");
        relations.put(conversation.id(), friendship(false, true));
        assertThat(take(send("friends"))).extracting(LedgerTest::seq).containsExactly(1L);
    }

    @Test
    void whoIsBlockedCannotSend() {
        exists(0, NOW);
        relations.put(conversation.id(), new Relation(null, true));

        assertThat(codes(send("hello"))).containsExactly("blocked");
    }

    @Test
    void lobbyKnowsNoPolicyAndNoBlock() {
        policy = MessagingPolicy.FRIENDS_ONLY;
        locked.put(ConversationId.LOBBY, new Conversation(ConversationId.LOBBY, Kind.LOBBY, null, null, 7, NOW));

        var ledger = ledger(Ask.conversation(batch(new Target.OfLobby(), send("hi")), ConversationId.LOBBY));

        assertThat(ledger.answers().getFirst().outcomes())
                .extracting(LedgerTest::seq)
                .containsExactly(8L);
    }

    @Test
    void attachmentIsTakenOnce() {
        exists(0, null);
        var file = attachment(ada);

        var outcomes = take(sendWith(file), sendWith(file));

        assertThat(seq(outcomes.getFirst())).isEqualTo(1);
        assertThat(code(outcomes.getLast())).isEqualTo("unknown-attachment");
    }

    @Test
    void refusedSendTakesNothing() {
        exists(0, null);
        var file = attachment(ada);

        var ledger = ledger(new Command.Send(UUID.randomUUID(), "x".repeat(16_385), List.of(file)), sendWith(file));

        assertThat(ledger.attachments()).hasSize(1);
        assertThat(ledger.fresh()).hasSize(1);
        assertThat(ledger.fresh().getFirst().message().seq()).isEqualTo(1);
    }

    @Test
    void marksOfABatchBecomeOne() {
        exists(9, NOW);

        var ledger = ledger(new Command.MarkDelivered(5), new Command.MarkRead(3), new Command.MarkDelivered(4));

        assertThat(ledger.marks())
                .containsExactly(Map.entry(new MemberKey(conversation.id(), ada.id()), new Mark(5, 3)));
    }

    @Test
    void messageIsMarkedWhereItStands() {
        exists(9, NOW);
        var id = UUID.randomUUID();
        places.put(id, new MessageKey(conversation.id(), 6));

        var ledger = ledger(new Command.MarkMessageRead(id), new Command.MarkMessageRead(UUID.randomUUID()));

        assertThat(ledger.marks()).containsValue(new Mark(6, 6));
        assertThat(code(ledger.answers().getFirst().outcomes().getLast())).isEqualTo("unknown-message");
    }

    @Test
    void replayHasABound() {
        exists(9, NOW);

        assertThat(replay(0, 3)).isEqualTo(List.of(1L, 3L));
        assertThat(replay(2, 6_000)).isEqualTo(List.of(3L, 5_002L));
        assertThat(replay(Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(List.of(1L, 5_000L));
    }

    @Test
    void onlySendsOverHttpAreRememberedAsUndelivered() {
        exists(0, null);
        var overHttp = new CommandBatch(
                UUID.randomUUID(), null, ada.sender(), new Target.OfUser(bob.id()), List.of(send("hello")));

        assertThat(ledger(Ask.direct(overHttp, conversation)).overHttp())
                .containsExactly(new MessageKey(conversation.id(), 1));
        assertThat(ledger(send("hello")).overHttp()).isEmpty();
    }

    private List<Long> replay(long afterSeq, long toSeq) {
        var replay = ledger(new Command.Replay(afterSeq, toSeq))
                .answers()
                .getFirst()
                .replays()
                .getFirst();
        return List.of(replay.fromSeq(), replay.toSeq());
    }

    private void exists(long lastSeq, Instant lastMessageAt) {
        locked.put(
                conversation.id(),
                new Conversation(
                        conversation.id(),
                        Kind.DIRECT,
                        conversation.low(),
                        conversation.high(),
                        lastSeq,
                        lastMessageAt));
    }

    private List<Outcome> take(Command... commands) {
        return ledger(commands).answers().getFirst().outcomes();
    }

    private List<String> codes(Command... commands) {
        return take(commands).stream().map(LedgerTest::code).toList();
    }

    private Ledger ledger(Command... commands) {
        return ledger(Ask.direct(batch(new Target.OfUser(bob.id()), commands), conversation));
    }

    private Ledger ledger(Ask ask) {
        var situation = new Situation(locked, Map.of(), relations, sent, attachments, places, Map.of());
        return new Ledger(situation, new MessagingRules(new Config(policy, 16_384, 10, 5_000)), NOW).take(List.of(ask));
    }

    private CommandBatch batch(Target target, Command... commands) {
        return new CommandBatch(UUID.randomUUID(), "node", ada.sender(), target, List.of(commands));
    }

    private SentKey key(Command.Send send) {
        return new SentKey(ada.id(), send.clientId());
    }

    private Message message(long seq, Command.Send send) {
        return new Message(
                conversation.id(),
                seq,
                MessageId.at(NOW),
                1,
                send.clientId(),
                ada.id(),
                "ada",
                send.body(),
                NOW,
                null,
                List.of(),
                false);
    }

    private Relation friendship(boolean blocked, boolean accepted) {
        var link = new FriendshipLink(
                UUID.randomUUID(),
                conversation.id(),
                conversation.low(),
                conversation.high(),
                blocked,
                accepted,
                false,
                1);
        return new Relation(link, false);
    }

    private UUID attachment(User owner) {
        var id = UUID.randomUUID();
        attachments.put(id, new Attachment(id, owner.id(), null, null, "a", 1, "text/plain", "/a", NOW));
        return id;
    }

    private static Command.Send send(String body) {
        return new Command.Send(UUID.randomUUID(), body, List.of());
    }

    private static Command.Send sendWith(UUID attachment) {
        return new Command.Send(UUID.randomUUID(), "", List.of(attachment));
    }

    private static long seq(Outcome outcome) {
        return ((Outcome.Accepted) outcome).seq();
    }

    private static String code(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused ? refused.code() : null;
    }

    private record Config(MessagingPolicy policy, int maxLength, int maxAttachments, int maxReplay)
            implements MessagingConfig {}
}
