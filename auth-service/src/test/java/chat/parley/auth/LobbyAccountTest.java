package chat.parley.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import chat.parley.common.identity.Dialect;
import chat.parley.common.identity.TokenType;
import chat.parley.common.identity.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuthBacking.class)
class LobbyAccountTest {

    private static final String PASSWORD = "correct horse";

    @Inject
    Tokens tokens;

    @Test
    void registerLogInRefresh() {
        var name = Api.newName();

        post("register", credentials(name)).then().statusCode(200).body("message", equalTo("Registration successful"));
        var login = post("login", credentials(name));
        var refreshed = post("refresh", Map.of("refresh_token", login.path("refresh_token")));

        login.then().statusCode(200).body("token_type", equalTo("bearer")).body("keySet()", hasSize(3));
        refreshed.then().statusCode(200).body("keySet()", hasSize(3));
        assertThat(tokens.read(refreshed.path("access_token"), TokenType.ACCESS).dialect())
                .isEqualTo(Dialect.LOBBY);
    }

    @Test
    void whoRegisteredHereLogsInElsewhere() {
        var name = Api.newName();
        post("register", credentials(name)).then().statusCode(200);

        Api.logIn(name, PASSWORD).then().statusCode(200);
    }

    @Test
    void aTakenNameIsRefused() {
        var name = Api.newName();
        post("register", credentials(name));

        post("register", credentials(name)).then().statusCode(400).body("detail", equalTo("Username already exists"));
    }

    @Test
    void wrongCredentialsAreRefused() {
        post("login", credentials(Api.newName()))
                .then()
                .statusCode(401)
                .body("detail", equalTo("Invalid username or password"));
    }

    @Test
    void aBadRefreshTokenIsRefused() {
        post("refresh", Map.of("refresh_token", "x"))
                .then()
                .statusCode(401)
                .body("detail", equalTo("Invalid refresh token"));
    }

    @Test
    void whatIsMissingOrNoTextIs422() {
        post("register", Map.of("password", 7))
                .then()
                .statusCode(422)
                .body("detail.type", equalTo(List.of("missing", "string_type")))
                .body("detail.loc", equalTo(List.of(List.of("body", "username"), List.of("body", "password"))))
                .body("detail.msg", equalTo(List.of("Field required", "Input should be a valid string")))
                .body("detail[1].input", equalTo(7));
    }

    @Test
    void aShortPasswordIs422() {
        post("register", Map.of("username", Api.newName(), "password", "short"))
                .then()
                .statusCode(422)
                .body("detail[0].type", equalTo("string_too_short"))
                .body("detail[0].loc", equalTo(List.of("body", "password")));
    }

    @Test
    void aCommonPasswordIs422() {
        post("register", Map.of("username", Api.newName(), "password", "password1"))
                .then()
                .statusCode(422)
                .body("detail[0].msg", equalTo("Value error, This password is too common."));
    }

    @Test
    void malformedJsonIs422() {
        given().contentType(ContentType.JSON)
                .body("{\"username\"")
                .post("/auth/login")
                .then()
                .statusCode(422)
                .body("detail[0].type", equalTo("json_invalid"));
    }

    @Test
    void aPathWithASlashIsRedirectedToTheOneWithout() {
        given().redirects()
                .follow(false)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/auth/login/")
                .then()
                .statusCode(307)
                .header("Location", "/auth/login");
    }

    private static Map<String, String> credentials(String name) {
        return Map.of("username", name, "password", PASSWORD);
    }

    private static Response post(String call, Object body) {
        return given().contentType(ContentType.JSON).body(body).post("/auth/" + call);
    }
}
