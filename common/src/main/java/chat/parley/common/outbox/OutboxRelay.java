package chat.parley.common.outbox;

import chat.parley.common.failure.Deadline;
import chat.parley.common.stream.EntryId;
import chat.parley.common.stream.Streams;
import chat.parley.common.tracing.TraceParent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Appends the rows of the outbox to the service's stream, at least once each. Replicas share the work by row locks. A stream
 * that is no longer there was lost with Redis, and everything not yet forgotten is appended again.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int BATCH = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_FOR_LOSS_NANOS = Duration.ofSeconds(1).toNanos();

    private final Pool pool;
    private final Streams streams;
    private final OutboxConfig config;
    private final OutboxTrim trim;
    private final Semaphore work = new Semaphore(0);

    private volatile boolean running;
    private Thread thread;
    private long lookedForLoss = System.nanoTime() - LOOK_FOR_LOSS_NANOS;

    public OutboxRelay(Pool pool, Streams streams, OutboxConfig config, OutboxTrim trim) {
        this.pool = pool;
        this.streams = streams;
        this.config = config;
        this.trim = trim;
    }

    void start(@Observes StartupEvent started) {
        running = true;
        thread = Thread.ofVirtual().name("outbox-relay").start(this::run);
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        running = false;
        wake();
        thread.join(PATIENCE);
    }

    void wake() {
        work.release();
    }

    private void run() {
        while (running) {
            try {
                publishAgainAfterLoss();
                var began = System.nanoTime();
                while (publish() == BATCH && running) {}
                trim.ifDue();
                work.tryAcquire(config.poll().toMillis(), TimeUnit.MILLISECONDS);
                pace(began);
                work.drainPermits();
            } catch (InterruptedException stopping) {
                return;
            } catch (RuntimeException failure) {
                LOG.warnf("outbox waits: %s", failure);
                pause();
            }
        }
    }

    private void pace(long began) throws InterruptedException {
        Thread.sleep(Duration.ofNanos(Math.max(0, config.every().toNanos() - (System.nanoTime() - began))));
    }

    private int publish() {
        return Deadline.await(PATIENCE, pool.withTransaction(this::publish));
    }

    private Uni<Integer> publish(SqlConnection transaction) {
        return transaction
                .preparedQuery("""
                        SELECT position, event_id, data, traceparent FROM outbox
                        WHERE published_at IS NULL ORDER BY position LIMIT $1 FOR UPDATE SKIP LOCKED""")
                .execute(Tuple.of(BATCH))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList())
                .chain(rows -> rows.isEmpty() ? Uni.createFrom().item(0) : publish(rows, transaction));
    }

    private Uni<Integer> publish(List<Row> rows, SqlConnection transaction) {
        return streams.appendAll(rows.stream().map(this::entry).toList())
                .chain(ids -> markPublished(rows, ids, transaction))
                .replaceWith(rows.size());
    }

    private Streams.Append entry(Row row) {
        var fields = new LinkedHashMap<String, String>();
        fields.put(EventEntry.ID, row.getUUID("event_id").toString());
        fields.put(EventEntry.DATA, row.getString("data"));
        if (row.getString("traceparent") != null) {
            fields.put(TraceParent.FIELD, row.getString("traceparent"));
        }
        return new Streams.Append(config.stream(), fields, false);
    }

    private Uni<Void> markPublished(List<Row> rows, List<String> ids, SqlConnection transaction) {
        var entries = ids.stream().map(EntryId::parse).toList();
        return transaction
                .preparedQuery("""
                        UPDATE outbox SET published_at = now(), entry_ms = e.ms, entry_seq = e.seq
                        FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS e (position, ms, seq)
                        WHERE outbox.position = e.position""")
                .execute(Tuple.of(
                        rows.stream().map(row -> row.getLong("position")).toArray(Long[]::new),
                        entries.stream().map(EntryId::ms).toArray(Long[]::new),
                        entries.stream().map(EntryId::seq).toArray(Long[]::new)))
                .replaceWithVoid();
    }

    /** The mark goes with the stream when Redis is emptied; rows first, then the mark, so that a crash between repeats it. */
    private void publishAgainAfterLoss() {
        if (System.nanoTime() - lookedForLoss < LOOK_FOR_LOSS_NANOS) {
            return;
        }
        var mark = "published:" + config.stream();
        if (streams.ask(Request.cmd(Command.EXISTS).arg(mark)).toInteger() == 0) {
            var again = pool.preparedQuery(
                            "UPDATE outbox SET published_at = NULL WHERE published_at IS NOT NULL AND stream = $1")
                    .execute(Tuple.of(config.stream()))
                    .await()
                    .atMost(PATIENCE)
                    .rowCount();
            streams.ask(Request.cmd(Command.SET).arg(mark).arg(UUID.randomUUID().toString()));
            LOG.infof("%s is new in Redis, %d events are published again", config.stream(), (Integer) again);
        }
        lookedForLoss = System.nanoTime();
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
