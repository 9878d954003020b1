package chat.parley.auth;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** The calls of {@code v1}, as a client makes them. */
final class V1Api {

    static final String PASSWORD = "correct horse";

    private V1Api() {}

    static Response signUp(Object body) {
        return post("/api/v1/accounts", body);
    }

    static Pair signedUp(String username) {
        return Pair.of(signUp(Map.of("username", username, "password", PASSWORD))
                .then()
                .statusCode(201)
                .extract()
                .response());
    }

    static Response logIn(Object body) {
        return post("/api/v1/tokens", body);
    }

    static Pair loggedIn(String username, String device) {
        return Pair.of(given().header("User-Agent", device)
                .contentType(ContentType.JSON)
                .body(Map.of("username", username, "password", PASSWORD))
                .post("/api/v1/tokens")
                .then()
                .statusCode(200)
                .extract()
                .response());
    }

    static Response refresh(String token) {
        return post("/api/v1/tokens/refresh", Map.of("refresh_token", token));
    }

    static RequestSpecification as(Pair pair) {
        return given().header("Authorization", "Bearer " + pair.access());
    }

    static Response post(String path, Object body) {
        return given().contentType(ContentType.JSON).body(body).post(path);
    }

    record Pair(String access, String refresh) {

        static Pair of(Response response) {
            return new Pair(response.path("access_token"), response.path("refresh_token"));
        }
    }
}
