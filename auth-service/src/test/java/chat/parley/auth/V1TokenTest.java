package chat.parley.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import chat.parley.common.identity.Dialect;
import chat.parley.common.identity.TokenType;
import chat.parley.common.identity.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuthBacking.class)
class V1TokenTest {

    @Inject
    Tokens tokens;

    @Test
    void oneLogsInByUsernameOrByEmail() {
        var name = Api.newName();
        var email = name + "@example.org";
        V1Api.signUp(Map.of("username", name, "password", V1Api.PASSWORD, "email", email))
                .then()
                .statusCode(201);

        for (var login : List.of(Map.of("username", name.toUpperCase()), Map.of("email", email))) {
            var body = new java.util.HashMap<>(login);
            body.put("password", V1Api.PASSWORD);
            V1Api.logIn(body)
                    .then()
                    .statusCode(200)
                    .body("token_type", equalTo("bearer"))
                    .body("expires_in", equalTo(900))
                    .body("user.username", equalTo(name));
        }
    }

    @Test
    void anAccountOfAnotherDialectLogsIn() {
        var name = Api.newName();
        Api.signedUp(name);

        var answer = V1Api.logIn(Map.of("username", name, "password", Api.PASSWORD));

        assertThat(tokens.read(answer.path("access_token"), TokenType.ACCESS).dialect())
                .isEqualTo(Dialect.V1);
    }

    @Test
    void unknownUserAndWrongPasswordGetTheSameAnswer() {
        var name = Api.newName();
        V1Api.signedUp(name);

        var wrong = V1Api.logIn(Map.of("username", name, "password", "wrong horse"));
        var unknown = V1Api.logIn(Map.of("username", Api.newName(), "password", "wrong horse"));
        var unknownEmail = V1Api.logIn(Map.of("email", "nobody@example.org", "password", "wrong horse"));

        wrong.then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("invalid-credentials"));
        assertThat(unknown.statusCode()).isEqualTo(401).isEqualTo(unknownEmail.statusCode());
        assertThat(unknown.asString()).isEqualTo(wrong.asString()).isEqualTo(unknownEmail.asString());
    }

    @Test
    void afterTooManyAttemptsEvenTheRightPasswordMustWait() {
        var name = Api.newName();
        V1Api.signedUp(name);
        IntStream.range(0, 6)
                .forEach(_ -> V1Api.logIn(Map.of("username", name, "password", "wrong horse"))
                        .then()
                        .statusCode(401));

        var refused = V1Api.logIn(Map.of("username", name, "password", V1Api.PASSWORD));

        refused.then().statusCode(429).body("code", equalTo("too-many-requests"));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    }

    @Test
    void whatIsMissingOrTooMuchIsNamed() {
        V1Api.logIn(Map.of("password", "x"))
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-request"))
                .body("errors.field", equalTo(List.of("username")));
        V1Api.logIn(Map.of("username", "a", "email", "a@example.org", "password", "x"))
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(List.of("username")));
        V1Api.logIn(Map.of("username", 7))
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(List.of("username", "password")));
        V1Api.logIn("{\"username\":\"a\\u0000b\",\"password\":\"x\"}")
                .then()
                .statusCode(400)
                .body("errors.message", equalTo(List.of("Null characters are not allowed.")));
        V1Api.post("/api/v1/tokens/refresh", "{}")
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(List.of("refresh_token")));
    }

    @Test
    void aRefreshTokenGivesANewPairOfTheSameSession() {
        var name = Api.newName();
        var first = V1Api.signedUp(name);

        var answer = V1Api.refresh(first.refresh());

        answer.then().statusCode(200).body("user.username", equalTo(name));
        var second = V1Api.Pair.of(answer);
        assertThat(second.refresh()).isNotEqualTo(first.refresh());
        assertThat(tokens.read(second.access(), TokenType.ACCESS).sid())
                .isEqualTo(tokens.read(first.access(), TokenType.ACCESS).sid());
    }

    @Test
    void aRepeatWithinTheGraceGetsTheSameAnswer() {
        var first = V1Api.signedUp(Api.newName());

        var once = V1Api.refresh(first.refresh()).asString();
        var again = V1Api.refresh(first.refresh()).asString();

        assertThat(again).isEqualTo(once);
    }

    @Test
    void whatIsNoRefreshTokenIsRefused() {
        var pair = V1Api.signedUp(Api.newName());

        for (var token : List.of(pair.access(), "x", pair.refresh() + "x")) {
            V1Api.refresh(token)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .body("code", equalTo("invalid-refresh-token"));
        }
        V1Api.refresh(pair.refresh()).then().statusCode(200);
    }

    @Test
    void aStaleAuthorizationHeaderDoesNotMatter() {
        var name = Api.newName();
        var pair = V1Api.signedUp(name);

        given().header("Authorization", "Bearer stale.stale.stale")
                .contentType(ContentType.JSON)
                .body(Map.of("username", name, "password", V1Api.PASSWORD))
                .post("/api/v1/tokens")
                .then()
                .statusCode(200);
        given().header("Authorization", "Basic YTpi")
                .contentType(ContentType.JSON)
                .body(Map.of("refresh_token", pair.refresh()))
                .post("/api/v1/tokens/refresh")
                .then()
                .statusCode(200);
    }
}
