package chat.parley.message.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.chat.Command.Resume;
import chat.parley.common.testing.Backing;
import chat.parley.common.testing.TableOwner;
import chat.parley.message.message.Backlog;
import chat.parley.message.message.BacklogPage;
import chat.parley.message.testing.Gateway;
import chat.parley.message.testing.Neighbour;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * How long reading takes for a user with many conversations among a million messages. Not a test: it is run by its name,
 * {@code mvn -pl message-service test -Dtest=ResumeBench}.
 */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class ResumeBench {

    private static final Logger LOG = Logger.getLogger(ResumeBench.class);
    private static final int CONVERSATIONS = 1_000;
    private static final int EACH = 1_000;
    private static final int TIMES = 50;

    @Inject
    Pool pool;

    @Inject
    Backlog backlog;

    @Test
    void amongAMillionMessages() {
        var user = UUID.randomUUID();
        fill(user);
        var hour = Instant.now().minus(Duration.ofHours(1));

        run(
                "where it stands",
                () -> backlog.page(user, Resume.fromNow()).await().atMost(Gateway.PATIENCE));
        run("nothing missed since an hour", () -> page(user, hour, null));
        run("one page of what was missed since yesterday", () -> page(user, hour.minus(Duration.ofDays(1)), null));
        var started = System.nanoTime();
        var messages = 0;
        var page = page(user, Instant.EPOCH, null);
        for (var pages = 0; pages < 1_000 && page.next() != null; pages++) {
            messages += page.messages().size();
            page = page(user, Instant.EPOCH, page);
        }
        LOG.infof("all of them: %.0f/s", messages / ((System.nanoTime() - started) / 1e9));
        assertThat(messages).isPositive();
    }

    private BacklogPage page(UUID user, Instant since, BacklogPage before) {
        var resume = before == null
                ? new Resume(since, List.of(), null, null)
                : new Resume(since, List.of(), before.next(), before.horizon());
        return backlog.page(user, resume).await().atMost(Gateway.PATIENCE);
    }

    private static void run(String what, Runnable work) {
        for (var i = 0; i < TIMES; i++) {
            work.run();
        }
        var started = System.nanoTime();
        for (var i = 0; i < TIMES; i++) {
            work.run();
        }
        LOG.infof("%s: %.2f ms", what, (System.nanoTime() - started) / 1e6 / TIMES);
    }

    /** A day of messages, the last of them two hours ago. */
    private void fill(UUID user) {
        execute("""
                INSERT INTO conversation (id, kind, user_low, user_high, last_seq, last_message_at)
                SELECT gen_random_uuid(), 'DIRECT', $1, gen_random_uuid(), $3, now() - interval '2 hours'
                FROM generate_series(1, $2::int)""", Tuple.of(user, CONVERSATIONS, (long) EACH));
        execute("""
                INSERT INTO member (conversation_id, user_id)
                SELECT id, user_low FROM conversation WHERE user_low = $1""", Tuple.of(user));
        for (var from = 1; from <= EACH; from += 100) {
            execute("""
                    INSERT INTO message (conversation_id, seq, id, client_id, sender_id, sender_name, body, created_at)
                    SELECT c.id, s.seq, uuidv7(at - now()), gen_random_uuid(), c.user_high, 'somebody', repeat('x', 120), at
                    FROM conversation c, generate_series($2::bigint, $2::bigint + 99) AS s (seq),
                         LATERAL (SELECT now() - interval '2 hours' - ($3::bigint - s.seq) * interval '86 seconds') AS t (at)
                    WHERE c.user_low = $1""", Tuple.of(user, (long) from, (long) EACH));
        }
        TableOwner.execute("ANALYZE message");
        TableOwner.execute("ANALYZE conversation");
        TableOwner.execute("ANALYZE member");
    }

    private void execute(String sql, Tuple values) {
        pool.withTransaction(connection -> connection
                        .query("SET LOCAL statement_timeout = 0")
                        .execute()
                        .chain(() -> connection.preparedQuery(sql).execute(values)))
                .await()
                .atMost(Duration.ofMinutes(2));
    }
}
