package chat.parley.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import chat.parley.common.event.AuthEvent;
import chat.parley.common.event.AuthEvent.SessionEnded;
import chat.parley.common.identity.TokenType;
import chat.parley.common.identity.Tokens;
import chat.parley.common.outbox.EventEntry;
import chat.parley.common.stream.Streams;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuthBacking.class)
class LogOutTest {

    @Inject
    Tokens tokens;

    @Inject
    Streams streams;

    @Test
    void loggingOutKillsTheSessionAndTellsTheOthers() {
        var pair = Api.signedUp(Api.newName());
        var sid = tokens.read(pair.access(), TokenType.ACCESS).sid();

        Api.logOut(pair.access(), pair.refresh())
                .then()
                .statusCode(200)
                .body("message", equalTo("Successfully logged out"));

        Api.refresh(pair.refresh()).then().statusCode(401);
        await().untilAsserted(() -> assertThat(endedSessions()).contains(sid));
    }

    @Test
    void anotherSessionOfTheSameUserLivesOn() {
        var name = Api.newName();
        var one = Api.signedUp(name);
        var other = Api.Pair.of(Api.logIn(name, Api.PASSWORD));

        Api.logOut(one.access(), one.refresh()).then().statusCode(200);

        Api.refresh(other.refresh()).then().statusCode(200);
    }

    @Test
    void aUsedUpTokenIsRefused() {
        var pair = Api.signedUp(Api.newName());
        var next = Api.Pair.of(Api.refresh(pair.refresh()));

        Api.logOut(next.access(), pair.refresh())
                .then()
                .statusCode(401)
                .body("error", equalTo("Invalid or expired refresh token"));
    }

    @Test
    void anAccessTokenOrAnothersRefreshTokenIsInvalid() {
        var mine = Api.signedUp(Api.newName());
        var theirs = Api.signedUp(Api.newName());

        Api.logOut(mine.access(), mine.access()).then().statusCode(401).body("error", equalTo("Invalid token"));
        Api.logOut(mine.access(), theirs.refresh()).then().statusCode(401).body("error", equalTo("Invalid token"));
        Api.refresh(theirs.refresh()).then().statusCode(200);
    }

    @Test
    void itNeedsALiveAccessToken() {
        var pair = Api.signedUp(Api.newName());

        given().contentType(ContentType.JSON)
                .body(Map.of("refresh", pair.refresh()))
                .post("/api/users/logout/")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer realm=\"api\"")
                .body("detail", equalTo("Authentication credentials were not provided."));
        Api.logOut(pair.refresh(), pair.refresh()).then().statusCode(401).body("code", equalTo("token_not_valid"));
    }

    @Test
    void theRefreshTokenMustBeGiven() {
        var pair = Api.signedUp(Api.newName());

        given().header("Authorization", "Bearer " + pair.access())
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/users/logout/")
                .then()
                .statusCode(400)
                .body("error", equalTo("Refresh token is required"));
    }

    private Stream<UUID> endedSessions() {
        return streams.read(AuthEvent.STREAM, "0", 10_000, Duration.ofMillis(10)).stream()
                .map(entry -> EventEntry.read(entry, AuthEvent.class).event())
                .filter(SessionEnded.class::isInstance)
                .map(event -> ((SessionEnded) event).sid());
    }
}
