package chat.parley.common.outbox;

import chat.parley.common.metrics.Figure;
import chat.parley.common.metrics.Reading;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** What this service has to tell others and has not told yet. */
@ApplicationScoped
class OutboxReading implements Reading {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Pool pool;
    private final Figure age;
    private final Figure waiting;

    OutboxReading(Pool pool, MeterRegistry meters) {
        this.pool = pool;
        this.age = Figure.in(
                meters, "parley.outbox.age", "seconds", "Age of the oldest event not yet published", Tags.empty());
        this.waiting = Figure.in(meters, "parley.outbox.waiting", "events", "Not yet published", Tags.empty());
    }

    @Override
    public void read() {
        var row = pool.query("""
                        SELECT count(*) AS waiting,
                               coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0)::float8 AS age
                        FROM outbox WHERE published_at IS NULL""").execute().await().atMost(PATIENCE).iterator().next();
        waiting.is(row.getLong("waiting"));
        age.is(Math.max(0, row.getDouble("age")));
    }

    @Override
    public void unknown() {
        waiting.isUnknown();
        age.isUnknown();
    }
}
