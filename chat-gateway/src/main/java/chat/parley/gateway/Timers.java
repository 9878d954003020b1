package chat.parley.gateway;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What is done again and again, on an event loop, until the node stops. It must not block. */
@ApplicationScoped
public class Timers {

    private final Vertx vertx;
    private final List<Long> timers = new CopyOnWriteArrayList<>();

    Timers(Vertx vertx) {
        this.vertx = vertx;
    }

    public void every(Duration period, Runnable work) {
        timers.add(vertx.setPeriodic(period.toMillis(), _ -> work.run()));
    }

    /** Late, because what drains needs them. */
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) ShutdownEvent stopping) {
        timers.forEach(vertx::cancelTimer);
    }
}
