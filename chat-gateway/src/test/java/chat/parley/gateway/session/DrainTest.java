package chat.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.gateway.SocketTest;
import chat.parley.gateway.testing.TestSocket;
import chat.parley.gateway.testing.ToldPresence;
import chat.parley.gateway.testing.V1;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** In an application of its own, which is of no use afterwards. */
@QuarkusTest
@TestProfile(DrainTest.Alone.class)
class DrainTest extends SocketTest {

    public static class Alone implements QuarkusTestProfile {}

    @Inject
    Drain drain;

    @Inject
    ToldPresence presence;

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    @Test
    void nodeThatGoesAwayFinishesWhatItHasReadAndSaysSo() throws InterruptedException {
        var chat = writer.befriend(anna, ben);
        readiness(200);
        try (var annas = open(anna);
                var bens = V1.open(port, ben)) {
            writer.answering = false;
            annas.send(message(chat.friendship, "first"));
            annas.send(message(chat.friendship, "second"));
            await().until(() -> !writer.batchesOf(anna).isEmpty());

            var going = Thread.ofVirtual().start(drain::run);
            await().until(drain::isDraining);
            readiness(503);
            assertThat(TestSocket.refusal(port, "/ws/messages/", TestSocket.builder()))
                    .isEqualTo(503);
            var goodbye = bens.next();
            assertThat(V1.op(goodbye)).isEqualTo("reconnect");
            assertThat(goodbye.path("after_ms").asLong()).isBetween(0L, 5000L);
            writer.answering = true;
            writer.answer(writer.batchesOf(anna).getFirst());

            assertThat(annas.next().at("/message/message/content").asText()).isEqualTo("first");
            assertThat(annas.next().at("/message/message/content").asText()).isEqualTo("second");
            assertThat(annas.awaitClose().code()).isEqualTo(1012);
            assertThat(bens.next().path("body").asText()).isEqualTo("first");
            assertThat(bens.next().path("body").asText()).isEqualTo("second");
            assertThat(bens.awaitClose().code()).isEqualTo(1012);
            going.join();
            assertThat(writer.nodes(anna.id())).isEmpty();
            assertThat(presence.changes(anna)).isEqualTo(2);
            liveness();
        }
    }

    private void readiness(int status) {
        RestAssured.given().port(managementPort).get("/q/health/ready").then().statusCode(status);
    }

    private void liveness() {
        RestAssured.given().port(managementPort).get("/q/health/live").then().statusCode(200);
    }
}
