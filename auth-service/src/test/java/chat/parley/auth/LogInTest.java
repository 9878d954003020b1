package chat.parley.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuthBacking.class)
class LogInTest {

    @Inject
    MeterRegistry meters;

    @ConfigProperty(name = "parley.auth.passwords.cost")
    String cost;

    @Test
    void theNameIsGoodInAnyCase() {
        var name = Api.newName();
        Api.signedUp(name);

        Api.logIn(name.toUpperCase(), Api.PASSWORD).then().statusCode(200);
    }

    @Test
    void unknownUserAndWrongPasswordGetTheSameAnswer() {
        var name = Api.newName();
        Api.signedUp(name);

        var wrong = Api.logIn(name, "Wrong-h0rse");
        var unknown = Api.logIn(Api.newName(), "Wrong-h0rse");

        assertThat(wrong.statusCode()).isEqualTo(401).isEqualTo(unknown.statusCode());
        assertThat(wrong.asString()).isEqualTo(unknown.asString()).isEqualTo("{\"error\":\"Invalid Credentials\"}");
    }

    /** Time would tell on a quiet machine alone; what takes the time is counted instead. */
    @Test
    void anUnknownUserCostsTheSameHashAsAWrongPassword() {
        var name = Api.newName();
        Api.signedUp(name);

        assertThat(hashesOf(() -> Api.logIn(name, "Wrong-h0rse"))).isEqualTo(1);
        assertThat(hashesOf(() -> Api.logIn(Api.newName(), "Wrong-h0rse"))).isEqualTo(1);
        assertThat(hashesOf(() -> Api.logIn(Api.newName(), "x".repeat(100)))).isEqualTo(1);
    }

    /** Of the cost that new passwords have. */
    private long hashesOf(Runnable login) {
        var hashing = meters.timer("parley.password.hash", "cost", cost);
        var before = hashing.count();
        login.run();
        return hashing.count() - before;
    }

    @Test
    void aPasswordThatIsOnlyAPrefixInBcryptsEyesIsWrong() {
        var name = Api.newName();
        var long72 = "Aa1-" + "x".repeat(68);
        Api.post("signup", Map.of("username", name, "password", long72, "email", name + "@example.org"))
                .then()
                .statusCode(201);

        Api.logIn(name, long72).then().statusCode(200);
        Api.logIn(name, long72 + "y").then().statusCode(401);
    }

    @Test
    void aStaleAuthorizationHeaderDoesNotMatter() {
        var name = Api.newName();
        Api.signedUp(name);

        given().header("Authorization", "Bearer stale.stale.stale")
                .contentType(ContentType.JSON)
                .body(Map.of("username", name, "password", Api.PASSWORD))
                .post("/api/users/login/")
                .then()
                .statusCode(200);
    }

    @Test
    void afterTooManyAttemptsEvenTheRightPasswordMustWait() {
        var name = Api.newName();
        Api.signedUp(name);
        IntStream.range(0, 6).forEach(_ -> Api.logIn(name, "Wrong-h0rse").then().statusCode(401));

        var refused = Api.logIn(name, Api.PASSWORD);

        refused.then().statusCode(429).body("error", equalTo("Too many login attempts; try again later."));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    }

    @Test
    void aSuccessForgivesTheAttemptsBefore() {
        var name = Api.newName();
        Api.signedUp(name);

        for (int round = 0; round < 3; round++) {
            IntStream.range(0, 5)
                    .forEach(_ -> Api.logIn(name, "Wrong-h0rse").then().statusCode(401));
            Api.logIn(name, Api.PASSWORD).then().statusCode(200);
        }
    }
}
