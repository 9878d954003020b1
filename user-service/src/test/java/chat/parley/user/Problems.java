package chat.parley.user;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;

/** Refusals as {@code v1} writes them. */
public final class Problems {

    public static final String TYPE = "application/problem+json";

    private Problems() {}

    public static void problem(Response answer, int status, String code) {
        answer.then()
                .statusCode(status)
                .contentType(TYPE)
                .body("status", equalTo(status))
                .body("code", equalTo(code));
    }

    public static void invalid(Response answer, String... fields) {
        problem(answer, 400, "invalid-request");
        answer.then().body("errors.field", contains(fields));
    }
}
