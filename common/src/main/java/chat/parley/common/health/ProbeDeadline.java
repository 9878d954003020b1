package chat.parley.common.health;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.ext.web.handler.TimeoutHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Who asks for our health is told 503 when a check does not come to an end, or fails to say how it ended. The framework itself
 * never answers then, and would keep the connection of each probe.
 */
@ApplicationScoped
class ProbeDeadline {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int BEFORE_EVERY_ROUTE = -1_000;

    void install(@Observes ManagementInterface management) {
        management
                .router()
                .route("/q/health/*")
                .order(BEFORE_EVERY_ROUTE)
                .handler(TimeoutHandler.create(DEADLINE.toMillis(), 503));
    }
}
