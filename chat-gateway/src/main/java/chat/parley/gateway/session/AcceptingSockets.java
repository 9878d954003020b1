package chat.parley.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready from the moment the node begins to go away. */
@Readiness
@ApplicationScoped
class AcceptingSockets implements HealthCheck {

    private final Drain drain;

    AcceptingSockets(Drain drain) {
        this.drain = drain;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("accepting-sockets")
                .status(!drain.isDraining())
                .build();
    }
}
