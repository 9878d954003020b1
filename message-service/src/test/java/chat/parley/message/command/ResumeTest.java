package chat.parley.message.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.chat.Command;
import chat.parley.common.chat.ConversationId;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Standing;
import chat.parley.common.chat.Target;
import chat.parley.common.testing.Backing;
import chat.parley.message.message.BacklogConfig;
import chat.parley.message.message.MessageId;
import chat.parley.message.testing.Gateway;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.User;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a socket is given that comes back, over real Redis and PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class ResumeTest {

    @Inject
    Gateway gateway;

    @Inject
    Pool pool;

    @Inject
    BacklogConfig config;

    private final User ada = User.named("ada");
    private final User bob = User.named("bob");
    private final User cleo = User.named("cleo");

    @Test
    void newSocketIsToldWhereItsConversationsStand() {
        var node = gateway.nodeWith();
        send(node, ada, bob, 3);
        send(node, cleo, ada, 2);
        send(node, bob, cleo, 1);

        var now = resume(node, ada, Command.Resume.fromNow());

        assertThat(now.messages()).isEmpty();
        assertThat(now.next()).isNull();
        assertThat(direct(now.standings()))
                .containsExactlyInAnyOrder(Standing.of(between(ada, bob), 3), Standing.of(between(ada, cleo), 2));
        assertThat(now.horizon()).isBefore(Instant.now().minus(config.overlap()).plusSeconds(1));
    }

    @Test
    void nothingThatWasGivenIsGivenAgain() {
        var node = gateway.nodeWith();
        send(node, ada, bob, 3);
        var now = resume(node, ada, Command.Resume.fromNow());

        var again = round(node, ada, now.horizon(), now.standings());

        assertThat(again.messages()).isEmpty();
        assertThat(direct(again.standings())).containsExactly(Standing.of(between(ada, bob), 3));
    }

    @Test
    void whatIsMissingComesInOrderOverAnyNumberOfPages() {
        var node = gateway.nodeWith();
        send(node, ada, bob, 1);
        var now = resume(node, ada, Command.Resume.fromNow());
        var many = config.page() + config.page() / 2;
        send(node, bob, ada, many);
        send(node, ada, cleo, config.page());
        send(node, bob, cleo, 1);

        var round = round(node, ada, now.horizon(), now.standings());

        assertThat(round.pages()).isGreaterThanOrEqualTo(3);
        assertThat(seqs(round.messages(), between(ada, bob)))
                .isEqualTo(LongStream.rangeClosed(2, many + 1).boxed().toList());
        assertThat(seqs(round.messages(), between(ada, cleo)))
                .isEqualTo(LongStream.rangeClosed(1, config.page()).boxed().toList());
        assertThat(round.messages()).hasSize(many + config.page());
        assertThat(direct(round.standings()))
                .containsExactlyInAnyOrder(
                        Standing.of(between(ada, bob), many + 1), Standing.of(between(ada, cleo), config.page()));
    }

    @Test
    void manyConversationsAreReadOverSeveralPages() {
        var node = gateway.nodeWith();
        var others = IntStream.range(0, config.page() + 20)
                .mapToObj(i -> User.named("other" + i))
                .toList();
        var now = resume(node, ada, Command.Resume.fromNow());
        others.forEach(other -> send(node, other, ada, 1));

        var round = round(node, ada, now.horizon(), List.of());

        assertThat(directOf(round.messages())).hasSize(others.size());
        assertThat(Set.copyOf(direct(round.standings()))).hasSize(others.size());
        var again = round(node, ada, round.horizon(), round.standings());
        assertThat(directOf(again.messages())).isEmpty();
        assertThat(again.pages()).isGreaterThan(1);
    }

    /** However long it takes: longer than any overlap. */
    @Test
    void horizonLiesBeforeTheOldestTransactionThatWrites() {
        var node = gateway.nodeWith();
        send(node, ada, bob, 1);
        var transaction = pool.getConnection().await().atMost(Gateway.PATIENCE);
        try {
            var begun = transaction.begin().await().atMost(Gateway.PATIENCE);
            var at = Instant.now();
            execute(
                    transaction,
                    "UPDATE conversation SET last_seq = last_seq WHERE id = $1",
                    Tuple.of(between(ada, bob)));
            await().until(() -> Instant.now().isAfter(at.plusSeconds(2)));

            var now = resume(node, ada, Command.Resume.fromNow());

            assertThat(now.horizon()).isBefore(at.minus(config.overlap()).plusMillis(500));
            begun.rollback().await().atMost(Gateway.PATIENCE);
        } finally {
            transaction.close().await().atMost(Gateway.PATIENCE);
        }
    }

    @Test
    void messageCommittedOutOfTheOrderOfTheTimesIsFoundWithinTheOverlap() {
        var node = gateway.nodeWith();
        send(node, ada, bob, 1);
        send(node, ada, cleo, 1);
        var transaction = pool.getConnection().await().atMost(Gateway.PATIENCE);
        try {
            var begun = transaction.begin().await().atMost(Gateway.PATIENCE);
            var at = Instant.now().truncatedTo(ChronoUnit.MICROS);
            write(transaction, between(ada, bob), 2, bob, at);
            send(node, ada, cleo, 1);
            var given = round(node, ada, Instant.now().minus(Duration.ofMinutes(1)), List.of());
            assertThat(seqs(given.messages(), between(ada, bob))).containsExactly(1L);
            assertThat(given.messages().getLast().at())
                    .isAfter(given.messages().getFirst().at());

            begun.commit().await().atMost(Gateway.PATIENCE);

            var later = round(node, ada, given.horizon(), given.standings());
            assertThat(directOf(later.messages())).extracting(ChatMessage::at).containsExactly(at);
        } finally {
            transaction.close().await().atMost(Gateway.PATIENCE);
        }
    }

    @Test
    void ofTheLobbyTheNewestAreGivenAndTheRestIsTold() {
        var node = gateway.nodeWith();
        var before = resume(node, ada, Command.Resume.fromNow());
        var sends = IntStream.range(0, config.ofRoom() + 7)
                .<Command>mapToObj(i -> newSend("m" + i))
                .toArray(Command[]::new);
        gateway.ask(node, bob, new Target.OfLobby(), sends);

        var round = round(node, ada, before.horizon(), before.standings());

        var lobby = seqs(round.messages(), ConversationId.LOBBY);
        assertThat(lobby).hasSize(config.ofRoom());
        assertThat(round.omitted()).hasSize(1);
        var omitted = round.omitted().getFirst();
        assertThat(omitted.to()).isEqualTo(lobby.getFirst() - 1);
        assertThat(omitted.to() - omitted.from() + 1).isEqualTo(7);
        assertThat(round.standings()).contains(Standing.of(ConversationId.LOBBY, lobby.getLast()));
    }

    @Test
    void longTextsMakeShortPages() {
        var node = gateway.nodeWith();
        var text = "x".repeat(16_000);
        var sends = IntStream.range(0, 60).<Command>mapToObj(_ -> newSend(text)).toArray(Command[]::new);
        var before = resume(node, ada, Command.Resume.fromNow());
        gateway.signedUp(ada.id());
        gateway.ask(node, bob, new Target.OfUser(ada.id()), sends);

        var round = round(node, ada, before.horizon(), before.standings());

        assertThat(round.pages()).isGreaterThanOrEqualTo(3);
        assertThat(seqs(round.messages(), between(ada, bob)))
                .isEqualTo(LongStream.rangeClosed(1, 60).boxed().toList());
    }

    @Test
    void longAgoIsNoDifferentFromAMomentAgo() {
        var node = gateway.nodeWith();
        send(node, ada, bob, 5);

        var round = round(node, bob, Instant.EPOCH, List.of());

        assertThat(seqs(round.messages(), between(ada, bob))).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void typingIsToldToTheOtherSideAlone() {
        var node = gateway.nodeWith(ada, bob);
        send(node, ada, bob, 1);
        var conversation = new Target.OfConversation(between(ada, bob));

        assertThat(gateway.ask(node, ada, conversation, new Command.Typing(true)))
                .containsExactly(new Outcome.Done());

        assertThat(gateway.told(node, NodeEvent.TypingChanged.class))
                .containsExactly(new NodeEvent.TypingChanged(List.of(bob.id()), between(ada, bob), ada.id(), true));
        assertThat(gateway.ask(node, cleo, conversation, new Command.Typing(true)))
                .first()
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("not-a-member"));
        assertThat(gateway.told(node, NodeEvent.TypingChanged.class)).hasSize(1);
    }

    private record Round(
            List<ChatMessage> messages,
            List<Outcome.Omitted> omitted,
            List<Standing> standings,
            Instant horizon,
            int pages) {}

    /** Reads on, page by page, as a gateway does. */
    private Round round(String node, User user, Instant since, List<Standing> given) {
        var messages = new ArrayList<ChatMessage>();
        var omitted = new ArrayList<Outcome.Omitted>();
        var standings = new ArrayList<Standing>();
        var page = resume(node, user, new Command.Resume(since, given, null, null));
        for (int pages = 1; ; pages++) {
            messages.addAll(page.messages());
            omitted.addAll(page.omitted());
            standings.addAll(page.standings());
            assertThat(page.messages()).hasSizeLessThanOrEqualTo(config.page());
            if (page.next() == null) {
                return new Round(messages, omitted, standings, page.horizon(), pages);
            }
            page = resume(node, user, new Command.Resume(since, given, page.next(), page.horizon()));
        }
    }

    private Outcome.Resumed resume(String node, User user, Command.Resume resume) {
        return (Outcome.Resumed)
                gateway.ask(node, user, new Target.OfAll(user.id()), resume).getFirst();
    }

    private void send(String node, User from, User to, int messages) {
        gateway.signedUp(to.id());
        var sends = IntStream.range(0, messages)
                .<Command>mapToObj(i -> newSend("m" + i))
                .toArray(Command[]::new);
        assertThat(gateway.ask(node, from, new Target.OfUser(to.id()), sends))
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Accepted.class));
    }

    /** As the writer does, in a transaction that may take its time. */
    private static void write(SqlClient transaction, UUID conversation, long seq, User sender, Instant at) {
        execute(
                transaction,
                "UPDATE conversation SET last_seq = $2, last_message_at = $3 WHERE id = $1",
                Tuple.of(conversation, seq, at.atOffset(ZoneOffset.UTC)));
        execute(
                transaction,
                """
                INSERT INTO message (conversation_id, seq, id, client_id, sender_id, sender_name, body, created_at)
                VALUES ($1, $2, $3, $4, $5, 'bob', 'late', $6)""",
                Tuple.of(
                        conversation,
                        seq,
                        MessageId.at(at),
                        UUID.randomUUID(),
                        sender.id(),
                        at.atOffset(ZoneOffset.UTC)));
    }

    private static void execute(SqlClient client, String sql, Tuple values) {
        client.preparedQuery(sql).execute(values).await().atMost(Gateway.PATIENCE);
    }

    private static Command.Send newSend(String body) {
        return new Command.Send(UUID.randomUUID(), body, List.of());
    }

    private static UUID between(User one, User other) {
        return ConversationId.ofDirect(one.id(), other.id());
    }

    /** Other tests write to the lobby, too. */
    private static List<Standing> direct(List<Standing> standings) {
        return standings.stream()
                .filter(standing -> standing.conversation() != Standing.keyOf(ConversationId.LOBBY))
                .toList();
    }

    private static List<ChatMessage> directOf(List<ChatMessage> messages) {
        return messages.stream()
                .filter(message -> !message.conversationId().equals(ConversationId.LOBBY))
                .toList();
    }

    private static List<Long> seqs(List<ChatMessage> messages, UUID conversation) {
        return messages.stream()
                .filter(message -> message.conversationId().equals(conversation))
                .map(ChatMessage::seq)
                .toList();
    }
}
