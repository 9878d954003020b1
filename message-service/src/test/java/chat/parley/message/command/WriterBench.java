package chat.parley.message.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.chat.Command;
import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.Target;
import chat.parley.common.event.Json;
import chat.parley.common.stream.Streams;
import chat.parley.common.testing.Backing;
import chat.parley.message.testing.Gateway;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.User;
import com.sun.management.OperatingSystemMXBean;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * How many messages a second go from the command streams into PostgreSQL and on to the streams of the nodes. Not a test: it
 * is run by its name, with a server that flushes,
 * {@code mvn -pl message-service test -Dtest=WriterBench -DargLine="-Dparley.test.fsync=on"}.
 */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class WriterBench {

    private static final Logger LOG = Logger.getLogger(WriterBench.class);
    private static final int PAIRS = 1_000;
    private static final int PIPELINE = 500;
    private static final String BODY = "x".repeat(120);

    @Inject
    Gateway gateway;

    @Inject
    Streams streams;

    @Inject
    Pool pool;

    @Test
    void messagesASecond() {
        var pairs = new ArrayList<List<User>>();
        for (int i = 0; i < PAIRS; i++) {
            pairs.add(List.of(User.named("a" + i), User.named("b" + i)));
        }
        var node = gateway.nodeWith(pairs.stream().flatMap(List::stream).toArray(User[]::new));
        pairs.stream().flatMap(List::stream).forEach(user -> gateway.signedUp(user.id()));
        run("warm-up", pairs, node, 20_000, 1);
        run("one message a batch", pairs, node, 60_000, 1);
        run("five messages a batch", pairs, node, 100_000, 5);
    }

    private void run(String what, List<List<User>> pairs, String node, int messages, int perBatch) {
        var before = written();
        var entries = new ArrayList<Streams.Append>();
        for (int i = 0; i < messages / perBatch; i++) {
            var pair = pairs.get(i % PAIRS);
            entries.add(entry(node, pair.get(0), pair.get(1), perBatch));
        }
        var cpu = cpu();
        var started = System.nanoTime();
        for (int from = 0; from < entries.size(); from += PIPELINE) {
            streams.appendAll(entries.subList(from, Math.min(entries.size(), from + PIPELINE)))
                    .await()
                    .atMost(Gateway.PATIENCE);
        }
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofMinutes(2))
                .until(() -> written() - before == messages);
        var seconds = (System.nanoTime() - started) / 1e9;
        LOG.infof(
                "%s: %d messages in %.2f s, %.0f/s, %.0f µs CPU of this process each",
                what, (Integer) messages, seconds, messages / seconds, (cpu() - cpu) / 1e3 / messages);
        assertThat(written() - before).isEqualTo(messages);
    }

    private static Streams.Append entry(String node, User from, User to, int sends) {
        var commands = new ArrayList<Command>();
        for (int i = 0; i < sends; i++) {
            commands.add(new Command.Send(UUID.randomUUID(), BODY, List.of()));
        }
        var target = new Target.OfUser(to.id());
        var batch = new CommandBatch(UUID.randomUUID(), node, from.sender(), target, commands);
        return new Streams.Append(
                ChatKeys.commands(Math.floorMod(target.hashCode(), 4)),
                Map.of(CommandBatch.FIELD, Json.write(batch)),
                false);
    }

    private long written() {
        return pool.query("SELECT sum(last_seq)::bigint AS written FROM conversation")
                .execute()
                .await()
                .atMost(Gateway.PATIENCE)
                .iterator()
                .next()
                .getLong("written");
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
