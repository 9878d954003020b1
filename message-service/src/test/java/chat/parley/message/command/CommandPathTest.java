package chat.parley.message.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.chat.Command;
import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.ConversationId;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Target;
import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.testing.Backing;
import chat.parley.message.testing.Friendship;
import chat.parley.message.testing.Gateway;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.User;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** From a command stream to the streams of the nodes, over real Redis and PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class CommandPathTest {

    @Inject
    Gateway gateway;

    @Inject
    Pool pool;

    private final User ada = User.named("ada");
    private final User bob = User.named("bob");

    @Test
    void sendIsAcknowledgedAndDeliveredToBothSides() {
        var node = gateway.nodeWith(ada, bob);

        var outcome = send(node, ada, new Target.OfUser(bob.id()), "hello");

        var accepted = (Outcome.Accepted) outcome;
        var posted = gateway.told(node, NodeEvent.MessagePosted.class).getFirst();
        assertThat(accepted.seq()).isEqualTo(1);
        assertThat(accepted.conversationId()).isEqualTo(ConversationId.ofDirect(ada.id(), bob.id()));
        assertThat(posted.users()).containsExactlyInAnyOrder(ada.id(), bob.id());
        assertThat(posted.previousAt()).isNull();
        assertThat(posted.message().id()).isEqualTo(accepted.messageId());
        assertThat(posted.message().body()).isEqualTo("hello");
        assertThat(posted.message().kind()).isEqualTo("direct");
        assertThat(posted.message().recipientId()).isEqualTo(bob.id());
        assertThat(posted.message().number()).isPositive();
        assertThat(posted.message().at()).isEqualTo(accepted.at());
    }

    @Test
    void eachNodeIsToldOfTheMembersItHolds() {
        var adas = gateway.nodeWith(ada);
        var bobs = gateway.nodeWith(bob);

        send(adas, ada, new Target.OfUser(bob.id()), "hello");

        assertThat(gateway.told(adas, NodeEvent.MessagePosted.class).getFirst().users())
                .containsExactly(ada.id());
        assertThat(gateway.told(bobs, NodeEvent.MessagePosted.class, 1)
                        .getFirst()
                        .users())
                .containsExactly(bob.id());
        assertThat(gateway.told(bobs, NodeEvent.BatchAnswered.class)).isEmpty();
    }

    @Test
    void nodeWhoseLeaseHasEndedIsToldNothing() {
        var node = gateway.nodeWith(ada);
        var gone = gateway.nodeWith();
        gateway.ask(Request.cmd(io.vertx.mutiny.redis.client.Command.ZADD)
                .arg(ChatKeys.online(bob.id()))
                .arg(Instant.now().minusSeconds(1).toEpochMilli())
                .arg(gone));

        send(node, ada, new Target.OfUser(bob.id()), "hello");

        assertThat(gateway.told(gone)).isEmpty();
    }

    @Test
    void streamOfANodeThatIsGoneIsNotMadeAgain() {
        var node = gateway.nodeWith(ada);
        var gone = UUID.randomUUID().toString();
        gateway.lease(ChatKeys.online(bob.id()), gone);

        send(node, ada, new Target.OfUser(bob.id()), "hello");

        assertThat(gateway.ask(Request.cmd(io.vertx.mutiny.redis.client.Command.EXISTS)
                                .arg(ChatKeys.deliver(gone)))
                        .toInteger())
                .isZero();
    }

    @Test
    void messagesOfABatchKeepTheirOrder() {
        var node = gateway.nodeWith(ada, bob);
        var sends = IntStream.range(0, 50).mapToObj(i -> newSend("m" + i)).toArray(Command[]::new);

        var outcomes = gateway.ask(node, ada, new Target.OfUser(bob.id()), sends);

        var bodies = gateway.told(node, NodeEvent.MessagePosted.class).stream()
                .map(posted -> posted.message().body())
                .toList();
        assertThat(outcomes)
                .extracting(outcome -> ((Outcome.Accepted) outcome).seq())
                .isEqualTo(LongStream.rangeClosed(1, 50).boxed().toList());
        assertThat(bodies)
                .isEqualTo(IntStream.range(0, 50).mapToObj(i -> "m" + i).toList());
    }

    @Test
    void seqIsDenseUnderConcurrentBatches() {
        var node = gateway.nodeWith(ada, bob);
        var batches = new ArrayList<CommandBatch>();
        for (int i = 0; i < 60; i++) {
            var sender = i % 2 == 0 ? ada : bob;
            var other = i % 2 == 0 ? bob : ada;
            // Different targets of one conversation go to different shards, which are written at the same time.
            var target = i % 3 == 0
                    ? new Target.OfConversation(ConversationId.ofDirect(ada.id(), bob.id()))
                    : new Target.OfUser(other.id());
            batches.add(Gateway.batch(node, sender, target, newSend("a" + i), newSend("b" + i)));
        }
        send(node, ada, new Target.OfUser(bob.id()), "first");

        batches.forEach(gateway::append);
        batches.forEach(gateway::outcomes);

        assertThat(seqs()).isEqualTo(LongStream.rangeClosed(1, 121).boxed().toList());
        assertThat(timesAreAscending()).isTrue();
    }

    @Test
    void repeatGetsTheSameAnswerAndIsDeliveredAgain() {
        var node = gateway.nodeWith(ada, bob);
        var send = newSend("once");

        var first = gateway.ask(node, ada, new Target.OfUser(bob.id()), send);
        var again = gateway.ask(node, ada, new Target.OfUser(bob.id()), send);

        var posted = gateway.told(node, NodeEvent.MessagePosted.class);
        assertThat(again).isEqualTo(first);
        assertThat(seqs()).containsExactly(1L);
        assertThat(posted).hasSize(2);
        assertThat(posted.get(1)).isEqualTo(posted.get(0));
    }

    @Test
    void sameSendAtOnceOnManyShardsIsOneMessage() {
        var node = gateway.nodeWith(ada, bob);
        var conversation = ConversationId.ofDirect(ada.id(), bob.id());
        send(node, ada, new Target.OfUser(bob.id()), "before");
        var send = newSend("once");
        var batches = IntStream.range(0, 10)
                .mapToObj(i -> Gateway.batch(
                        node,
                        ada,
                        i % 2 == 0 ? new Target.OfUser(bob.id()) : new Target.OfConversation(conversation),
                        send))
                .toList();

        batches.forEach(gateway::append);

        assertThat(batches.stream().map(gateway::outcomes).distinct()).hasSize(1);
        assertThat(seqs()).containsExactly(1L, 2L);
    }

    @Test
    void repeatWithinABatchIsOneMessage() {
        var node = gateway.nodeWith(ada, bob);
        var send = newSend("once");

        var outcomes = gateway.ask(node, ada, new Target.OfUser(bob.id()), send, send);

        assertThat(outcomes.get(1)).isEqualTo(outcomes.get(0));
        assertThat(seqs()).containsExactly(1L);
        assertThat(gateway.told(node, NodeEvent.MessagePosted.class)).hasSize(1);
    }

    @Test
    void anotherBodyUnderTheSameIdIsRefused() {
        var node = gateway.nodeWith(ada, bob);
        var id = UUID.randomUUID();

        var outcomes = gateway.ask(
                node,
                ada,
                new Target.OfUser(bob.id()),
                new Command.Send(id, "one", List.of()),
                new Command.Send(id, "two", List.of()));
        var later = gateway.ask(node, ada, new Target.OfUser(bob.id()), new Command.Send(id, "three", List.of()));

        assertThat(code(outcomes.get(1))).isEqualTo("client-id-reused");
        assertThat(code(later.getFirst())).isEqualTo("client-id-reused");
        assertThat(seqs()).containsExactly(1L);
    }

    @Test
    void sameIdInAnotherConversationIsRefused() {
        var node = gateway.nodeWith(ada, bob);
        var eve = User.named("eve");
        var send = newSend("hello");
        var batches = List.of(
                Gateway.batch(node, ada, new Target.OfUser(bob.id()), send),
                Gateway.batch(node, ada, new Target.OfUser(eve.id()), send));

        batches.forEach(gateway::append);

        assertThat(batches.stream().map(batch -> gateway.outcomes(batch).getFirst()))
                .anyMatch(Outcome.Accepted.class::isInstance)
                .anyMatch(outcome -> "client-id-reused".equals(code(outcome)));
    }

    @Test
    void sameIdOfAnotherSenderIsAnotherMessage() {
        var node = gateway.nodeWith(ada, bob);
        var send = newSend("hello");

        gateway.ask(node, ada, new Target.OfUser(bob.id()), send);
        gateway.ask(node, bob, new Target.OfUser(ada.id()), send);

        assertThat(seqs()).containsExactly(1L, 2L);
    }

    @Test
    void friendsMayWriteInTheirChannel() {
        var friendship = Friendship.accepted(ada, bob);
        gateway.tell(new FriendshipEvent.FriendshipRequested(friendship.state(), Instant.now()));
        var node = gateway.nodeWith(ada, bob);

        send(node, bob, friendship.target(), "hello");

        var message =
                gateway.told(node, NodeEvent.MessagePosted.class).getFirst().message();
        assertThat(message.friendshipId()).isEqualTo(friendship.id());
        assertThat(message.conversationId()).isEqualTo(friendship.conversationId());
    }

    @Test
    void channelWhoseEventIsUnderWayIsWaitedFor() {
        var friendship = Friendship.accepted(ada, bob);
        var node = gateway.nodeWith(ada, bob);
        var batch = Gateway.batch(node, ada, friendship.target(), newSend("early"));

        gateway.append(batch);
        send(node, ada, new Target.OfUser(User.named("eve").id()), "not held up");
        assertThat(gateway.answers(batch)).isEmpty();
        gateway.tell(new FriendshipEvent.FriendshipRequested(friendship.state(), Instant.now()));

        assertThat(gateway.outcomes(batch).getFirst()).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void unknownChannelIsRefusedInTheEnd() {
        var node = gateway.nodeWith(ada);

        var outcome = send(node, ada, new Target.OfFriendship(UUID.randomUUID()), "hello");

        assertThat(code(outcome)).isEqualTo("unknown-channel");
    }

    @Test
    void strangersChannelIsUnknown() {
        var friendship = known(Friendship.accepted(ada, bob));
        var eve = User.named("eve");
        var node = gateway.nodeWith(eve);

        assertThat(code(send(node, eve, friendship.target(), "hello"))).isEqualTo("unknown-channel");
        assertThat(code(send(node, eve, new Target.OfConversation(friendship.conversationId()), "hello")))
                .isEqualTo("unknown-conversation");
    }

    @Test
    void strangerIsNoMember() {
        var node = gateway.nodeWith(ada);
        var eve = User.named("eve");
        send(node, ada, new Target.OfUser(bob.id()), "hello");
        var conversation = new Target.OfConversation(ConversationId.ofDirect(ada.id(), bob.id()));

        assertThat(code(send(node, eve, conversation, "hello"))).isEqualTo("not-a-member");
        assertThat(code(gateway.ask(node, eve, conversation, new Command.MarkRead(1))
                        .getFirst()))
                .isEqualTo("not-a-member");
        assertThat(code(gateway.ask(node, eve, conversation, new Command.Replay(0, 1))
                        .getFirst()))
                .isEqualTo("not-a-member");
        assertThat(gateway.told(node, NodeEvent.MessagePosted.class)).hasSize(1);
    }

    @Test
    void blockStopsBothSides() {
        var friendship = known(Friendship.of(ada, bob, "accepted", "rejected"));
        var node = gateway.nodeWith(ada, bob);

        assertThat(code(send(node, ada, friendship.target(), "hello"))).isEqualTo("blocked");
        assertThat(code(send(node, bob, new Target.OfUser(ada.id()), "hello"))).isEqualTo("blocked");
        assertThat(seqs()).isEmpty();
    }

    @Test
    void repeatOfWhatWasSentBeforeTheBlockIsStillAccepted() {
        var friendship = known(Friendship.accepted(ada, bob));
        var node = gateway.nodeWith(ada, bob);
        var send = newSend("before");
        var first = gateway.ask(node, ada, friendship.target(), send);
        var blocked = friendship.with("accepted", "rejected");
        gateway.tell(new FriendshipEvent.FriendshipAnswered(blocked.state(), bob.id(), Instant.now()));
        await().atMost(Gateway.PATIENCE)
                .until(() -> "blocked".equals(code(send(node, ada, friendship.target(), "after"))));

        assertThat(gateway.ask(node, ada, friendship.target(), send)).isEqualTo(first);
    }

    @Test
    void olderStateDoesNotUndoANewerOne() {
        var friendship = Friendship.accepted(ada, bob);
        var blocked = friendship.with("rejected", "accepted");
        known(blocked);
        gateway.tell(new FriendshipEvent.FriendshipRequested(friendship.state(), Instant.now()));
        known(Friendship.accepted(User.named("x"), User.named("y")));
        var node = gateway.nodeWith(ada, bob);

        assertThat(code(send(node, ada, friendship.target(), "hello"))).isEqualTo("blocked");
    }

    @Test
    void removedFriendshipIsNoChannel() {
        var friendship = known(Friendship.accepted(ada, bob));
        gateway.tell(new FriendshipEvent.FriendshipRemoved(
                friendship.with("accepted", "rejected").state(), bob.id(), Instant.now()));
        known(Friendship.accepted(User.named("x"), User.named("y")));
        var node = gateway.nodeWith(ada, bob);

        assertThat(code(send(node, ada, friendship.target(), "hello"))).isEqualTo("unknown-channel");
        assertThat(send(node, ada, new Target.OfUser(bob.id()), "hello")).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void impossibleMessagesAreRefused() {
        var node = gateway.nodeWith(ada);
        var bobs = new Target.OfUser(bob.id());

        assertThat(code(send(node, ada, bobs, ""))).isEqualTo("empty-message");
        assertThat(code(send(node, ada, bobs, "x".repeat(16_385)))).isEqualTo("message-too-long");
        assertThat(code(send(node, ada, bobs, "a\0b"))).isEqualTo("null-character");
        assertThat(code(send(node, ada, new Target.OfUser(ada.id()), "me"))).isEqualTo("to-oneself");
        assertThat(code(gateway.ask(
                                node, ada, bobs, new Command.Send(UUID.randomUUID(), "x", List.of(UUID.randomUUID())))
                        .getFirst()))
                .isEqualTo("unknown-attachment");
        assertThat(seqs()).isEmpty();
    }

    @Test
    void longestMessageIsAccepted() {
        var node = gateway.nodeWith(ada, bob);
        var body = "😀".repeat(16_384);

        assertThat(send(node, ada, new Target.OfUser(bob.id()), body)).isInstanceOf(Outcome.Accepted.class);
        assertThat(gateway.told(node, NodeEvent.MessagePosted.class)
                        .getFirst()
                        .message()
                        .body())
                .isEqualTo(body);
    }

    @Test
    void refusedCommandDoesNotSpoilItsBatch() {
        var node = gateway.nodeWith(ada);

        var outcomes =
                gateway.ask(node, ada, new Target.OfUser(bob.id()), newSend("one"), newSend(""), newSend("three"));

        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Accepted.class);
        assertThat(code(outcomes.get(1))).isEqualTo("empty-message");
        assertThat(((Outcome.Accepted) outcomes.get(2)).seq()).isEqualTo(2);
    }

    @Test
    void lobbyIsForEverybody() {
        var node = gateway.nodeWith();
        gateway.lease(ChatKeys.interest(ConversationId.LOBBY), node);

        send(node, ada, new Target.OfLobby(), "hello, all");

        var posted = gateway.told(node, NodeEvent.MessagePosted.class).stream()
                .filter(event -> event.message().senderId().equals(ada.id()))
                .findFirst()
                .orElseThrow();
        assertThat(posted.users()).isEmpty();
        assertThat(posted.message().kind()).isEqualTo("lobby");
        assertThat(posted.message().recipientId()).isNull();
    }

    @Test
    void unreadableEntryIsParkedAndTheRestFlowsOn() {
        var node = gateway.nodeWith(ada, bob);
        var before = parked(0);

        gateway.append(0, "{not json");
        gateway.append(0, "{\"id\":\"" + UUID.randomUUID() + "\"}");
        for (int i = 0; i < 8; i++) {
            send(node, ada, new Target.OfUser(User.named("u" + i).id()), "flows");
        }

        await().atMost(Gateway.PATIENCE).until(() -> parked(0) == before + 2);
    }

    @Test
    void finishedCommandsAreForgotten() {
        var node = gateway.nodeWith(ada);
        var target = new Target.OfUser(bob.id());
        send(node, ada, target, "hello");
        var stream = ChatKeys.commands(Math.floorMod(target.hashCode(), 4));

        await().atMost(Gateway.PATIENCE)
                .until(() -> gateway.ask(Request.cmd(io.vertx.mutiny.redis.client.Command.XLEN)
                                        .arg(stream))
                                .toInteger()
                        == 0);
    }

    @Test
    void inboxIsToldOncePerConversationAndBatch() {
        var node = gateway.nodeWith(ada);

        gateway.ask(node, ada, new Target.OfUser(bob.id()), newSend("one"), newSend("two"));

        var told = pool.preparedQuery("SELECT data FROM outbox WHERE data LIKE $1")
                .execute(Tuple.of("%" + conversation() + "%"))
                .await()
                .atMost(Gateway.PATIENCE);
        assertThat(told.rowCount()).isEqualTo(1);
        assertThat(told.iterator().next().getString("data"))
                .contains("\"messages-posted\"")
                .contains("\"seq\":1")
                .contains("\"seq\":2")
                .contains("\"recipientId\":\"" + bob.id());
    }

    private Friendship known(Friendship friendship) {
        gateway.tell(new FriendshipEvent.FriendshipRequested(friendship.state(), Instant.now()));
        await().atMost(Gateway.PATIENCE)
                .until(() -> pool.preparedQuery("SELECT 1 FROM friendship_link WHERE friendship_id = $1")
                                .execute(Tuple.of(friendship.id()))
                                .await()
                                .atMost(Gateway.PATIENCE)
                                .size()
                        == 1);
        return friendship;
    }

    private Outcome send(String node, User user, Target target, String body) {
        return gateway.ask(node, user, target, newSend(body)).getFirst();
    }

    private static Command.Send newSend(String body) {
        return new Command.Send(UUID.randomUUID(), body, List.of());
    }

    private static String code(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused ? refused.code() : null;
    }

    private UUID conversation() {
        return ConversationId.ofDirect(ada.id(), bob.id());
    }

    private List<Long> seqs() {
        var seqs = new ArrayList<Long>();
        pool.preparedQuery("SELECT seq FROM message WHERE conversation_id = $1 ORDER BY seq")
                .execute(Tuple.of(conversation()))
                .await()
                .atMost(Gateway.PATIENCE)
                .forEach(row -> seqs.add(row.getLong("seq")));
        return seqs;
    }

    private boolean timesAreAscending() {
        return pool.preparedQuery("""
                        SELECT bool_and(earlier IS NULL OR earlier < created_at AND earlier_id < id) AS ascending
                        FROM (SELECT created_at, id, lag(created_at) OVER w AS earlier, lag(id) OVER w AS earlier_id
                              FROM message WHERE conversation_id = $1 WINDOW w AS (ORDER BY seq)) AS m""")
                .execute(Tuple.of(conversation()))
                .await()
                .atMost(Gateway.PATIENCE)
                .iterator()
                .next()
                .getBoolean("ascending");
    }

    private int parked(int shard) {
        return gateway.ask(
                        Request.cmd(io.vertx.mutiny.redis.client.Command.XLEN).arg("dead." + ChatKeys.commands(shard)))
                .toInteger();
    }
}
