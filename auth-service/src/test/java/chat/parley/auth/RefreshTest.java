package chat.parley.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import chat.parley.common.identity.TokenType;
import chat.parley.common.identity.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuthBacking.class)
class RefreshTest {

    @Inject
    Tokens tokens;

    @Test
    void aRefreshTokenGivesANewPairOfTheSameSession() {
        var first = Api.signedUp(Api.newName());

        var second = Api.Pair.of(
                Api.refresh(first.refresh()).then().statusCode(200).extract().response());

        assertThat(second.refresh()).isNotEqualTo(first.refresh());
        assertThat(tokens.read(second.access(), TokenType.ACCESS).sid())
                .isEqualTo(tokens.read(first.access(), TokenType.ACCESS).sid());
    }

    @Test
    void aRepeatWithinTheGraceGetsTheSamePair() {
        var first = Api.signedUp(Api.newName());

        var once = Api.refresh(first.refresh()).asString();
        var again = Api.refresh(first.refresh()).asString();

        assertThat(again).isEqualTo(once);
    }

    @Test
    void manyAtOnceGetTheSamePair() throws InterruptedException {
        var first = Api.signedUp(Api.newName());
        Callable<String> refresh = () -> Api.refresh(first.refresh()).asString();

        try (var threads = Executors.newFixedThreadPool(8)) {
            var answers = threads
                    .invokeAll(Stream.generate(() -> refresh).limit(16).toList())
                    .stream()
                    .map(Future::resultNow)
                    .distinct();

            assertThat(answers).singleElement().asString().contains("\"access\"");
        }
    }

    @Test
    void reuseAfterTheGraceEndsTheWholeSession() {
        var first = Api.signedUp(Api.newName());
        var second = Api.Pair.of(Api.refresh(first.refresh()));

        // Until the grace is over, a repeat is still answered.
        var reused = await().pollInterval(Duration.ofMillis(200))
                .until(() -> Api.refresh(first.refresh()), answer -> answer.statusCode() != 200);

        reused.then().statusCode(401).body("error", equalTo("Invalid or expired refresh token"));
        Api.refresh(second.refresh()).then().statusCode(401);
        assertThat(ended(Instant.now().minusSeconds(60)))
                .contains(tokens.read(second.access(), TokenType.ACCESS).sid().toString());
    }

    @Test
    void anAccessTokenIsNoRefreshToken() {
        var pair = Api.signedUp(Api.newName());

        Api.refresh(pair.access()).then().statusCode(401).body("error", equalTo("Invalid or expired refresh token"));
    }

    @Test
    void itWorksWithAnyAuthorizationHeader() {
        var pair = Api.signedUp(Api.newName());

        given().header("Authorization", "Bearer expired")
                .contentType(ContentType.JSON)
                .body(Map.of("refresh", pair.refresh()))
                .post("/api/users/refresh-token/")
                .then()
                .statusCode(200);
    }

    @Test
    void askingForTheStatusUsesNothingUp() {
        var pair = Api.signedUp(Api.newName());

        assertThat(isLive(pair.refresh())).isTrue();
        assertThat(isLive(pair.refresh())).isTrue();
        assertThat(isLive(pair.access())).isFalse();
        Api.refresh(pair.refresh()).then().statusCode(200);
        assertThat(isLive(pair.refresh())).isFalse();
    }

    private static boolean isLive(String token) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("refresh", token))
                .post("/internal/refresh-tokens/status")
                .then()
                .statusCode(200)
                .extract()
                .path("live");
    }

    private static java.util.List<String> ended(Instant since) {
        Response answer = given().queryParam("since", since.toString()).get("/internal/ended-sessions");
        return answer.path("sessions.sid");
    }
}
