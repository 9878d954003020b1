package chat.parley.message.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.chat.Command;
import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.ConversationId;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Target;
import chat.parley.common.event.Json;
import chat.parley.common.testing.Backing;
import chat.parley.common.testing.DatabaseOutage;
import chat.parley.message.message.MessageWriter;
import chat.parley.message.message.Targets;
import chat.parley.message.testing.Gateway;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.User;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is under way when a part goes away is settled when it is back. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class OutageTest {

    private static final int SHARDS = 4;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(10);

    @Inject
    Gateway gateway;

    @Inject
    Targets targets;

    @Inject
    MessageWriter writer;

    @Inject
    Pool pool;

    private final User ada = User.named("ada");
    private final User bob = User.named("bob");
    private final Target bobs = new Target.OfUser(bob.id());

    @BeforeEach
    void haveSignedUp() {
        gateway.signedUp(ada.id());
        gateway.signedUp(bob.id());
    }

    /** Connections that were killed are whoever's who comes next. */
    @AfterEach
    void leaveNothingBroken() {
        new DatabaseOutage(pool).awaitHealing();
    }

    @Test
    void entryOfADeadReplicaIsTakenOver() {
        var node = gateway.nodeWith(ada, bob);
        var batch = Gateway.batch(node, ada, bobs, newSend("left behind"));

        appendAsReadByADeadReplica(batch);

        assertThat(gateway.outcomes(batch).getFirst()).isInstanceOf(Outcome.Accepted.class);
        assertThat(seqs()).containsExactly(1L);
    }

    @Test
    void replicaThatDiedBetweenCommitAndDeliveryIsMadeUpFor() {
        var node = gateway.nodeWith(ada, bob);
        var batch = Gateway.batch(node, ada, bobs, newSend("one"), newSend("two"));
        var written =
                targets.resolve(List.of(batch)).chain(writer::write).await().atMost(Gateway.PATIENCE);

        appendAsReadByADeadReplica(batch);

        assertThat(gateway.outcomes(batch))
                .isEqualTo(written.answers().getFirst().outcomes());
        assertThat(gateway.told(node, NodeEvent.MessagePosted.class))
                .extracting(posted -> posted.message().body())
                .containsExactly("one", "two");
        assertThat(seqs()).containsExactly(1L, 2L);
    }

    @Test
    void connectionsThatDieUnderWayLoseAndCopyNothing() {
        var node = gateway.nodeWith(ada, bob);
        var batches = IntStream.range(0, 120)
                .mapToObj(
                        i -> Gateway.batch(node, i % 2 == 0 ? ada : bob, i % 2 == 0 ? bobs : adas(), newSend("m" + i)))
                .toList();

        for (int i = 0; i < batches.size(); i++) {
            gateway.append(batches.get(i));
            if (i % 20 == 10) {
                new DatabaseOutage(pool).killConnections();
            }
        }

        assertThat(batches)
                .allSatisfy(
                        batch -> assertThat(gateway.outcomes(batch).getFirst()).isInstanceOf(Outcome.Accepted.class));
        assertThat(seqs()).isEqualTo(LongStream.rangeClosed(1, 120).boxed().toList());
    }

    private Target adas() {
        return new Target.OfUser(ada.id());
    }

    /** In one step, so that no living replica is faster. */
    private void appendAsReadByADeadReplica(CommandBatch batch) {
        var lua = """
                local id = redis.call('XADD', KEYS[1], '*', ARGV[2], ARGV[3])
                redis.call('XREADGROUP', 'GROUP', ARGV[1], 'dead-replica', 'STREAMS', KEYS[1], '>')
                return id""";
        gateway.ask(Request.cmd(io.vertx.mutiny.redis.client.Command.EVAL)
                .arg(lua)
                .arg(1)
                .arg(ChatKeys.commands(Math.floorMod(batch.target().hashCode(), SHARDS)))
                .arg(ChatKeys.WRITERS)
                .arg(CommandBatch.FIELD)
                .arg(Json.write(batch)));
    }

    private static Command.Send newSend(String body) {
        return new Command.Send(UUID.randomUUID(), body, List.of());
    }

    private List<Long> seqs() {
        var seqs = new ArrayList<Long>();
        pool.preparedQuery("SELECT seq FROM message WHERE conversation_id = $1 ORDER BY seq")
                .execute(Tuple.of(ConversationId.ofDirect(ada.id(), bob.id())))
                .onFailure()
                .retry()
                .withBackOff(BETWEEN_TRIES)
                .atMost(20)
                .await()
                .atMost(Gateway.PATIENCE)
                .forEach(row -> seqs.add(row.getLong("seq")));
        return seqs;
    }
}
