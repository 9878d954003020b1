package chat.parley.common.metrics;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Asks for every {@link Reading} each few seconds, so that whoever reads the metrics need not wait for a store. */
@ApplicationScoped
class Readings {

    private static final Logger LOG = Logger.getLogger(Readings.class);

    private final List<Reading> readings;
    private final Duration every;
    private final CountDownLatch stopping = new CountDownLatch(1);

    Readings(
            @All List<Reading> readings,
            @ConfigProperty(name = "parley.metrics.every", defaultValue = "5s") Duration every) {
        this.readings = readings;
        this.every = every;
    }

    void start(@Observes StartupEvent started) {
        Thread.ofVirtual().name("readings").start(this::run);
    }

    void stop(@Observes ShutdownEvent ended) {
        stopping.countDown();
    }

    private void run() {
        try {
            do {
                readings.forEach(Readings::read);
            } while (!stopping.await(every.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void read(Reading reading) {
        try {
            reading.read();
        } catch (RuntimeException failure) {
            LOG.debugf("a figure is unknown: %s", failure);
            reading.unknown();
        }
    }
}
