package chat.parley.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import chat.parley.common.event.Json;
import chat.parley.common.identity.SocketTicket;
import chat.parley.common.identity.TokenType;
import chat.parley.common.identity.Tokens;
import chat.parley.common.testing.Patience;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuthBacking.class)
class V1SocketTicketTest {

    private static final String TICKETS = "/api/v1/socket-tickets";
    private static final Duration PATIENCE = Patience.LIMIT;

    @Inject
    Tokens tokens;

    @Inject
    Redis redis;

    @Test
    void aTicketStandsForItsUserForThirtySeconds() {
        var pair = V1Api.signedUp(Api.newName());
        var caller = tokens.read(pair.access(), TokenType.ACCESS);

        var ticket = ticket(pair);

        assertThat(ticket).matches("[\\w-]{43}");
        var left = ask(Request.cmd(Command.TTL).arg(SocketTicket.key(ticket))).toInteger();
        assertThat(left).isBetween(20, 30);
        var taken = ask(Request.cmd(Command.GETDEL).arg(SocketTicket.key(ticket)));
        assertThat(Json.read(taken.toString(), SocketTicket.class)).isEqualTo(SocketTicket.of(caller));
        assertThat(ask(Request.cmd(Command.GET).arg(SocketTicket.key(ticket)))).isNull();
    }

    @Test
    void noTwoTicketsAreTheSame() {
        var pair = V1Api.signedUp(Api.newName());

        assertThat(ticket(pair)).isNotEqualTo(ticket(pair));
    }

    @Test
    void thereIsNoneWithoutAGoodToken() {
        var pair = V1Api.signedUp(Api.newName());

        given().post(TICKETS).then().statusCode(401).body("code", equalTo("unauthenticated"));
        given().header("Authorization", "Bearer " + pair.refresh())
                .post(TICKETS)
                .then()
                .statusCode(401)
                .body("code", equalTo("invalid-token"));
    }

    @Test
    void thereIsNoneForALoginThatHasEnded() {
        var pair = V1Api.signedUp(Api.newName());
        V1Api.as(pair).delete("/api/v1/sessions/current").then().statusCode(204);

        V1Api.as(pair)
                .post(TICKETS)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("invalid-token"));
    }

    @Test
    void whileRedisHangsItIsUnavailableAndSafeToRepeat() {
        var pair = V1Api.signedUp(Api.newName());
        ask(Request.cmd(Command.CLIENT).arg("PAUSE").arg(2500));

        V1Api.as(pair)
                .post(TICKETS)
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .body("code", equalTo("unavailable"));

        assertThat(ticket(pair)).isNotEmpty();
    }

    private static String ticket(V1Api.Pair pair) {
        return V1Api.as(pair)
                .post(TICKETS)
                .then()
                .statusCode(201)
                .body("expires_in", equalTo(30))
                .extract()
                .path("ticket");
    }

    private Response ask(Request request) {
        return redis.send(request).await().atMost(PATIENCE);
    }
}
