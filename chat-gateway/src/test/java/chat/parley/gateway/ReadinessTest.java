package chat.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReadinessTest extends SocketTest {

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    @AfterEach
    void letGo() {
        Stuck.isStuck = false;
    }

    @Test
    void nodeIsReady() {
        assertThat(readiness()).isEqualTo(200);
    }

    /** That this returns at all is what it shows. */
    @Test
    void checkThatDoesNotEndIsAnsweredAllTheSame() {
        Stuck.isStuck = true;

        assertThat(readiness()).isEqualTo(503);
    }

    private int readiness() {
        return RestAssured.given().port(managementPort).get("/q/health/ready").statusCode();
    }

    @Readiness
    @ApplicationScoped
    public static class Stuck implements AsyncHealthCheck {

        private static volatile boolean isStuck;

        @Override
        public Uni<HealthCheckResponse> call() {
            return isStuck
                    ? Uni.createFrom().nothing()
                    : Uni.createFrom().item(HealthCheckResponse.up("stuck in tests"));
        }
    }
}
