package chat.parley.common.outbox;

import chat.parley.common.stream.Streams;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Forgets what every consumer group has finished, in the stream and in the table; nothing while a group is missing. */
@ApplicationScoped
class OutboxTrim {

    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Pool pool;
    private final Streams streams;
    private final OutboxConfig config;
    private long next = System.nanoTime() + EVERY.toNanos();

    OutboxTrim(Pool pool, Streams streams, OutboxConfig config) {
        this.pool = pool;
        this.streams = streams;
        this.config = config;
    }

    void ifDue() {
        if (System.nanoTime() >= next) {
            next = System.nanoTime() + EVERY.toNanos();
            firstUnfinished().map(this::notBeforeKeep).ifPresent(this::forgetBelow);
            forgetProcessed();
        }
    }

    /** The first entry that some group still needs; empty when a group that we know of is not there. */
    private Optional<EntryId> firstUnfinished() {
        var groups = config.groups().orElse(List.of());
        if (streams.ask(Request.cmd(Command.EXISTS).arg(config.stream())).toInteger() == 0) {
            return Optional.empty();
        }
        var present = present();
        return present.keySet().containsAll(groups)
                ? groups.stream()
                        .map(group -> firstUnfinished(group, present.get(group)))
                        .min(EntryId::compareTo)
                : Optional.empty();
    }

    private EntryId firstUnfinished(String group, EntryId lastDelivered) {
        var pending =
                streams.ask(Request.cmd(Command.XPENDING).arg(config.stream()).arg(group));
        return pending.get(0).toLong() == 0
                ? lastDelivered.next()
                : EntryId.parse(pending.get(1).toString());
    }

    private Map<String, EntryId> present() {
        var present = new HashMap<String, EntryId>();
        for (var group : streams.ask(Request.cmd(Command.XINFO).arg("GROUPS").arg(config.stream()))) {
            present.put(value(group, "name"), EntryId.parse(value(group, "last-delivered-id")));
        }
        return present;
    }

    private EntryId notBeforeKeep(EntryId unfinished) {
        var kept = new EntryId(Instant.now().minus(config.keep()).toEpochMilli(), 0);
        return unfinished.compareTo(kept) < 0 ? unfinished : kept;
    }

    /** The stream first: rows that go without their entries having gone would only be told again. */
    private void forgetBelow(EntryId id) {
        streams.ask(Request.cmd(Command.XTRIM).arg(config.stream()).arg("MINID").arg(id.toString()));
        pool.preparedQuery(
                        "DELETE FROM outbox WHERE published_at IS NOT NULL AND stream = $1 AND (entry_ms, entry_seq) < ($2, $3)")
                .execute(Tuple.of(config.stream(), id.ms(), id.seq()))
                .await()
                .atMost(PATIENCE);
    }

    private void forgetProcessed() {
        pool.preparedQuery("DELETE FROM processed_event WHERE handled_at < $1")
                .execute(Tuple.of(Instant.now().minus(config.remember()).atOffset(java.time.ZoneOffset.UTC)))
                .await()
                .atMost(PATIENCE);
    }

    private static String value(Response flat, String name) {
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            if (flat.get(i).toString().equals(name)) {
                return flat.get(i + 1).toString();
            }
        }
        throw new IllegalStateException("XINFO GROUPS does not tell " + name);
    }
}
