package chat.parley.storage;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Says whether the {@link FileStore} can be used: in the log when that changes, in a figure to alert on, and in readiness. A
 * service stays ready without it, since all but its files goes on, and no other replica has another store. Looked at beforehand,
 * so that a store which does not answer keeps no probe waiting.
 */
@Readiness
@ApplicationScoped
class StoreHealth implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(StoreHealth.class);
    private static final Seen NOT_YET = new Seen(Double.NaN, "not looked at yet");
    private static final Seen GOOD = new Seen(1, "can be used");

    private final FileStore store;
    private volatile Seen last = NOT_YET;

    StoreHealth(FileStore store, MeterRegistry meters) {
        this.store = store;
        Gauge.builder("parley.files.reachable", () -> last.reachable())
                .description("1 while the store of files can be used, else 0")
                .register(meters);
    }

    @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        var seen = see();
        if (seen.reachable() != last.reachable()) {
            LOG.logf(seen == GOOD ? Logger.Level.INFO : Logger.Level.ERROR, "the store of files: %s", seen.sentence());
        }
        last = seen;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("files")
                .up()
                .withData("store", last.sentence())
                .build();
    }

    private Seen see() {
        try {
            store.check();
            return GOOD;
        } catch (IOException failure) {
            return new Seen(0, failure.getMessage());
        }
    }

    /** @param reachable 1 or 0, and no number while nobody knows */
    private record Seen(double reachable, String sentence) {}
}
