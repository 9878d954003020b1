package chat.parley.auth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import chat.parley.auth.V1Api.Pair;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the other services ask about an account they have not heard of yet. */
@QuarkusTest
@QuarkusTestResource(AuthBacking.class)
class InternalAccountTest {

    private static final String ACCOUNTS = "/internal/accounts/";

    @Test
    void accountIsFoundByItsNumberAndByItsId() {
        var username = Api.newName();
        var ada = V1Api.signedUp(username);
        var claims = new JsonPath(claims(ada));

        for (var id : new String[] {"by-number/" + claims.getLong("number"), claims.getString("user_id")}) {
            account(V1Api.signedUp(Api.newName()), id)
                    .then()
                    .statusCode(200)
                    .body("userId", equalTo(claims.getString("user_id")))
                    .body("number", equalTo((int) claims.getLong("number")))
                    .body("username", equalTo(username))
                    .body("createdAt", notNullValue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "9223372036854775807", "9223372036854775808", "x", "1.0", "%00", ""})
    void unknownOrMalformedNumberIsNotFound(String number) {
        account(V1Api.signedUp(Api.newName()), "by-number/" + number).then().statusCode(404);
    }

    @Test
    void nobodyIsRefused() {
        given().get(ACCOUNTS + "by-number/1")
                .then()
                .statusCode(401)
                .body("detail", equalTo("Authentication credentials were not provided."));
        given().auth()
                .preemptive()
                .oauth2("x")
                .get(ACCOUNTS + "by-number/1")
                .then()
                .statusCode(401);
        var refresh = V1Api.signedUp(Api.newName()).refresh();
        given().auth()
                .preemptive()
                .oauth2(refresh)
                .get(ACCOUNTS + "by-number/1")
                .then()
                .statusCode(401);
    }

    private static Response account(Pair asking, String id) {
        return V1Api.as(asking).urlEncodingEnabled(false).get(ACCOUNTS + id);
    }

    private static String claims(Pair pair) {
        return new String(Base64.getUrlDecoder().decode(pair.access().split("\\.")[1]), StandardCharsets.UTF_8);
    }
}
