package chat.parley.message.dialect;

import chat.parley.common.testing.Backing;
import chat.parley.common.testing.TableOwner;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.User;
import chat.parley.message.testing.V1;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * How long a page of history takes over HTTP, among few messages and among many. Not a test: it is run by its name,
 * {@code mvn -pl message-service test -Dtest=HistoryBench -DargLine="-Dparley.bench.messages=10000000"}.
 */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class HistoryBench {

    private static final Logger LOG = Logger.getLogger(HistoryBench.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int PER_CONVERSATION = 1_000;
    private static final int AT_ONCE = 100;
    private static final int PAGES = 1_000;
    private static final List<Integer> SIZES = List.of(100_000, 1_000_000, 10_000_000);
    private static final int MOST = Integer.getInteger("parley.bench.messages", 1_000_000);

    @Inject
    Pool pool;

    private final Random random = new Random(20_261_121);
    private final User ada = User.named("ada");
    private final User bob = User.named("bob");

    @Test
    void aPageAmongEverMore() {
        var conversation = V1.opened(ada, bob);
        fill(conversation);
        var filled = PER_CONVERSATION;
        for (int messages : SIZES.stream().filter(size -> size <= MOST).toList()) {
            for (; filled < messages; filled += AT_ONCE * PER_CONVERSATION) {
                fill(AT_ONCE);
            }
            TableOwner.execute("ANALYZE message");
            pages(conversation);
            report(messages, pages(conversation));
        }
    }

    private long[] pages(UUID conversation) {
        var took = new long[PAGES];
        for (int i = 0; i < PAGES; i++) {
            var started = System.nanoTime();
            V1.page(ada, conversation, "?limit=50&after=" + random.nextInt(PER_CONVERSATION - 50));
            took[i] = System.nanoTime() - started;
        }
        Arrays.sort(took);
        return took;
    }

    private static void report(int messages, long[] took) {
        LOG.infof(
                "a page of 50 among %,d messages: p50 %.2f ms, p99 %.2f ms",
                messages, took[PAGES / 2] / 1e6, took[PAGES * 99 / 100] / 1e6);
    }

    private void fill(UUID conversation) {
        pool.preparedQuery("""
                        INSERT INTO message (conversation_id, seq, id, client_id, sender_id, sender_name, body, created_at)
                        SELECT $1, s, uuidv7(), gen_random_uuid(), $2, 'ada', repeat('x', 100), now() + s * interval '1 ms'
                        FROM generate_series(1, $3) AS s""")
                .execute(Tuple.of(conversation, ada.id(), PER_CONVERSATION))
                .chain(() -> pool.preparedQuery(
                                "UPDATE conversation SET last_seq = $2, last_message_at = now() WHERE id = $1")
                        .execute(Tuple.of(conversation, (long) PER_CONVERSATION)))
                .await()
                .atMost(PATIENCE);
    }

    /** Other conversations with as many messages each. */
    private void fill(int conversations) {
        run("""
                INSERT INTO message (conversation_id, seq, id, client_id, sender_id, sender_name, body, created_at)
                SELECT c.id, s, uuidv7(), gen_random_uuid(), c.id, 'eve', repeat('x', 100), now() + s * interval '1 ms'
                FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, %d)) AS c
                CROSS JOIN generate_series(1, %d) AS s""".formatted(conversations, PER_CONVERSATION));
    }

    /** Takes longer than a service would wait. */
    private void run(String sql) {
        pool.withTransaction(transaction -> transaction
                        .query("SET LOCAL statement_timeout = '4min'")
                        .execute()
                        .chain(() -> transaction.query(sql).execute()))
                .await()
                .atMost(PATIENCE);
    }
}
