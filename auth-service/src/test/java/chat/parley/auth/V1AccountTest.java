package chat.parley.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import chat.parley.common.event.AuthEvent;
import chat.parley.common.event.AuthEvent.AccountRegistered;
import chat.parley.common.identity.Dialect;
import chat.parley.common.identity.TokenType;
import chat.parley.common.identity.Tokens;
import chat.parley.common.outbox.EventEntry;
import chat.parley.common.stream.Streams;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(AuthBacking.class)
class V1AccountTest {

    @Inject
    Tokens tokens;

    @Inject
    Streams streams;

    @Test
    void whoeverSignsUpIsLoggedIn() {
        var name = Api.newName();

        var answer = V1Api.signUp(Map.of(
                "username",
                name,
                "password",
                V1Api.PASSWORD,
                "email",
                name + "@example.org",
                "first_name",
                "Ada",
                "last_name",
                "Lovelace"));

        answer.then()
                .statusCode(201)
                .body("token_type", equalTo("bearer"))
                .body("expires_in", equalTo(900))
                .body("user.username", equalTo(name))
                .body("user.email", equalTo(name + "@example.org"));
        var caller = tokens.read(answer.path("access_token"), TokenType.ACCESS);
        assertThat(caller.userId()).hasToString(answer.path("user.id"));
        assertThat(caller.dialect()).isEqualTo(Dialect.V1);
        await().untilAsserted(() -> assertThat(streams.read(AuthEvent.STREAM, "0", 10_000, Duration.ofMillis(10)))
                .map(entry -> EventEntry.read(entry, AuthEvent.class).event())
                .filteredOn(AccountRegistered.class::isInstance)
                .map(AccountRegistered.class::cast)
                .filteredOn(registered -> registered.userId().equals(caller.userId()))
                .singleElement()
                .satisfies(registered -> assertThat(registered.firstName() + registered.lastName())
                        .isEqualTo("AdaLovelace")));
    }

    @Test
    void anEmailIsNotNeeded() {
        V1Api.signUp(Map.of("username", Api.newName(), "password", V1Api.PASSWORD))
                .then()
                .statusCode(201)
                .body("user.email", equalTo(null));
    }

    @Test
    void whatIsTakenIsAConflictWithACodeOfItsOwn() {
        var name = Api.newName();
        var email = name + "@example.org";
        V1Api.signUp(Map.of("username", name, "password", V1Api.PASSWORD, "email", email))
                .then()
                .statusCode(201);

        V1Api.signUp(Map.of("username", name.toUpperCase(), "password", V1Api.PASSWORD))
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("username-taken"));
        V1Api.signUp(Map.of("username", Api.newName(), "password", V1Api.PASSWORD, "email", email.toUpperCase()))
                .then()
                .statusCode(409)
                .body("code", equalTo("email-taken"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "username   | a b",
                "username   | ''",
                "username   | <b>",
                "password   | short",
                "password   | password1",
                "password   | iloveyou",
                "email      | nobody",
                "email      | a@b",
            })
    void aBrokenRuleIsAnErrorOfItsField(String field, String value) {
        var body = new HashMap<String, Object>(Map.of("username", Api.newName(), "password", V1Api.PASSWORD));
        body.put(field, value);

        V1Api.signUp(body)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid-request"))
                .body("errors.field", equalTo(java.util.List.of(field)));
    }

    @Test
    void tooLongValuesAreErrorsOfTheirFields() {
        var name = Api.newName();
        for (var tooLong : Map.of("username", 151, "password", 73, "first_name", 151, "last_name", 151, "email", 255)
                .entrySet()) {
            var body = new HashMap<String, Object>(Map.of("username", name, "password", V1Api.PASSWORD));
            body.put(tooLong.getKey(), "x".repeat(tooLong.getValue()));

            V1Api.signUp(body).then().statusCode(400).body("errors.field", hasItem(tooLong.getKey()));
        }
    }

    @Test
    void theUsernameIsNoPassword() {
        var name = Api.newName();

        V1Api.signUp(Map.of("username", name, "password", name.toUpperCase()))
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("password"));
    }

    @Test
    void everyFieldOfTheWrongTypeIsNamed() {
        V1Api.signUp("{\"username\":5,\"password\":null,\"email\":[],\"first_name\":\"a\\u0000b\"}")
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(java.util.List.of("username", "password", "email", "first_name")));
    }

    @Test
    void whatIsNoJsonObjectIsRefused() {
        for (var body : java.util.List.of("{\"username\":", "[]", "\"text\"", "{} {}", "\u0000")) {
            V1Api.signUp(body)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("code", equalTo("malformed-json"));
        }
        given().contentType(ContentType.TEXT)
                .body("hello")
                .post("/api/v1/accounts")
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("code", equalTo("unsupported-media-type"));
        given().get("/api/v1/accounts")
                .then()
                .statusCode(405)
                .header("Allow", equalTo("OPTIONS, POST"))
                .body("code", equalTo("method-not-allowed"));
    }

    @Test
    void aStaleAuthorizationHeaderDoesNotMatter() {
        given().header("Authorization", "Bearer stale.stale.stale")
                .contentType(ContentType.JSON)
                .body(Map.of("username", Api.newName(), "password", V1Api.PASSWORD))
                .post("/api/v1/accounts")
                .then()
                .statusCode(201);
    }
}
