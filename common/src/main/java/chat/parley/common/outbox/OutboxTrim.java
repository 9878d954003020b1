package chat.parley.common.outbox;

import chat.parley.common.stream.EntryId;
import chat.parley.common.stream.StreamTrim;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Forgets what every consumer group has finished, in the stream and in the table; nothing while a group is missing. */
@ApplicationScoped
class OutboxTrim {

    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Pool pool;
    private final StreamTrim trim;
    private final OutboxConfig config;
    private long next = System.nanoTime() + EVERY.toNanos();

    OutboxTrim(Pool pool, StreamTrim trim, OutboxConfig config) {
        this.pool = pool;
        this.trim = trim;
        this.config = config;
    }

    void ifDue() {
        if (System.nanoTime() >= next) {
            next = System.nanoTime() + EVERY.toNanos();
            forget();
        }
    }

    void forget() {
        trim.firstUnfinished(config.stream(), config.groups().orElse(List.of()))
                .map(this::notBeforeKeep)
                .ifPresent(this::forgetBelow);
        forgetProcessed();
    }

    private EntryId notBeforeKeep(EntryId unfinished) {
        var kept = new EntryId(Instant.now().minus(config.keep()).toEpochMilli(), 0);
        return unfinished.compareTo(kept) < 0 ? unfinished : kept;
    }

    /** The stream first: rows that go without their entries having gone would only be told again. */
    private void forgetBelow(EntryId id) {
        trim.below(config.stream(), id);
        pool.preparedQuery(
                        "DELETE FROM outbox WHERE published_at IS NOT NULL AND stream = $1 AND (entry_ms, entry_seq) < ($2, $3)")
                .execute(Tuple.of(config.stream(), id.ms(), id.seq()))
                .await()
                .atMost(PATIENCE);
    }

    private void forgetProcessed() {
        pool.preparedQuery("DELETE FROM processed_event WHERE handled_at < $1")
                .execute(Tuple.of(Instant.now().minus(config.remember()).atOffset(ZoneOffset.UTC)))
                .await()
                .atMost(PATIENCE);
    }
}
