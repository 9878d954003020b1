package chat.parley.auth;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** The calls of the dialect, as a client makes them. */
final class Api {

    static final String PASSWORD = "Correct-h0rse";
    private static final AtomicInteger NAMES = new AtomicInteger();

    private Api() {}

    static String newName() {
        return "ada" + NAMES.incrementAndGet() + UUID.randomUUID().toString().substring(0, 6);
    }

    static Response signUp(String username) {
        return post("signup", Map.of("username", username, "password", PASSWORD, "email", username + "@example.org"));
    }

    static Pair signedUp(String username) {
        return Pair.of(signUp(username).then().statusCode(201).extract().response());
    }

    static Response logIn(String username, String password) {
        return post("login", Map.of("username", username, "password", password));
    }

    static Response refresh(String token) {
        return post("refresh-token", Map.of("refresh", token));
    }

    static Response logOut(String access, String refresh) {
        return given().header("Authorization", "Bearer " + access)
                .contentType(ContentType.JSON)
                .body(Map.of("refresh", refresh))
                .post("/api/users/logout/");
    }

    static Response post(String call, Object body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/users/" + call + "/");
    }

    record Pair(String access, String refresh) {

        static Pair of(Response response) {
            return new Pair(response.path("access"), response.path("refresh"));
        }
    }
}
