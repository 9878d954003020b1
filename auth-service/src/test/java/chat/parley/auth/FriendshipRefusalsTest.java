package chat.parley.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@QuarkusTest
@QuarkusTestResource(AuthBacking.class)
class FriendshipRefusalsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> everyDocumentedRefusal() throws IOException {
        var cases = JSON.readTree(getClass().getResourceAsStream("/friendship/refusals.json"));
        return StreamSupport.stream(cases.spliterator(), false)
                .map(refusal -> DynamicTest.dynamicTest(
                        refusal.get("call").textValue() + " " + refusal.get("body"), () -> check(refusal)));
    }

    @Test
    void malformedJsonIs400AndNeverHtml() {
        for (var call : new String[] {"login", "signup", "refresh-token"}) {
            given().contentType(ContentType.JSON)
                    .body("{\"username\": ")
                    .post("/api/users/" + call + "/")
                    .then()
                    .statusCode(400)
                    .contentType(ContentType.JSON)
                    .body("error", equalTo("JSON parse error - line 1 column 14"));
        }
    }

    @Test
    void anotherMediaTypeIs415() {
        given().contentType("text/plain")
                .body("x")
                .post("/api/users/login/")
                .then()
                .statusCode(415);
    }

    @Test
    void aWrongMethodIs405AndSaysWhichAreRight() {
        given().get("/api/users/login/").then().statusCode(405).header("Allow", equalTo("OPTIONS, POST"));
    }

    @Test
    void withoutTheSlashAPostIsServedAsIfItWereThere() {
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/api/users/login")
                .then()
                .statusCode(400)
                .body("error", equalTo("Username and password are required"));
    }

    private static void check(JsonNode refusal) throws IOException {
        var answer =
                Api.post(refusal.get("call").textValue(), refusal.get("body").toString());

        assertThat(answer.statusCode()).isEqualTo(refusal.get("status").intValue());
        assertThat(JSON.readTree(answer.asByteArray())).isEqualTo(refusal.get("answer"));
    }
}
