package chat.parley.gateway;

import chat.parley.common.stream.Pipeline;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready while Redis does not answer: nothing that is said here would get anywhere. Takes the place of the check that comes with
 * the client, which waits for as long as any command may take, and holds a thread meanwhile.
 */
@Readiness
@ApplicationScoped
class ReachingRedis implements AsyncHealthCheck {

    /** Shorter than any probe waits for its answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final List<Request> PING = List.of(Request.cmd(Command.PING));

    private final Pipeline redis;

    ReachingRedis(Pipeline redis) {
        this.redis = redis;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return redis.send(PING)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(_ -> redis(true))
                .onFailure()
                .recoverWithItem(redis(false));
    }

    private static HealthCheckResponse redis(boolean answers) {
        return HealthCheckResponse.named("redis").status(answers).build();
    }
}
