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
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(AuthBacking.class)
class SocialAccountTest {

    private static final String PASSWORD = "correct horse";

    @Inject
    Tokens tokens;

    @ParameterizedTest
    @CsvSource({"auth/register,auth/login,auth/refresh", "register,login,token/refresh"})
    void bothSpellingsRegisterLogInAndRefresh(String register, String login, String refresh) {
        var email = Api.newName() + "@example.org";

        var registered = post(register, Map.of("email", email, "password", PASSWORD, "password2", PASSWORD));
        var loggedIn = post(login, Map.of("email", email.toUpperCase(), "password", PASSWORD));
        var refreshed = post(refresh, Map.of("refresh", loggedIn.path("refresh")));

        registered.then().statusCode(201).body("user.email", equalTo(email)).body("user.bio", equalTo(null));
        loggedIn.then()
                .statusCode(200)
                .body("tokens.access", equalTo(loggedIn.path("access")))
                .body("tokens.refresh", equalTo(loggedIn.path("refresh")))
                .body("user.id", equalTo(registered.path("user.id")));
        refreshed.then().statusCode(200);
        assertThat(tokens.read(refreshed.path("access"), TokenType.ACCESS).dialect())
                .isEqualTo(Dialect.SOCIAL);
    }

    @Test
    void withoutAUsernameItIsThePartBeforeTheAtAndANumberWhenTaken() {
        var name = Api.newName();

        assertThat(usernameOf(name + "@example.org")).isEqualTo(name);
        assertThat(usernameOf(name + "@example.com")).isEqualTo(name + "2");
        assertThat(usernameOf(name + "@example.net")).isEqualTo(name + "3");
    }

    @Test
    void aUsernameMayBeGivenAndLogsInToo() {
        var name = Api.newName();
        post("auth/register", Map.of("email", name + "@example.org", "username", name, "password", PASSWORD))
                .then()
                .statusCode(201)
                .body("user.username", equalTo(name));

        post("auth/login", Map.of("username", name, "password", PASSWORD))
                .then()
                .statusCode(200);
    }

    @Test
    void everyFieldThatIsWrongIsNamed() {
        post("auth/register", Map.of())
                .then()
                .statusCode(400)
                .body("email", equalTo(List.of("This field is required.")))
                .body("password", equalTo(List.of("This field is required.")));
        post("auth/register", Map.of("email", "", "password", 7))
                .then()
                .statusCode(400)
                .body("email", equalTo(List.of("This field may not be blank.")))
                .body("password", equalTo(List.of("Not a valid string.")));
        post("auth/login", Map.of()).then().statusCode(400).body("email", equalTo(List.of("This field is required.")));
        post("auth/refresh", Map.of())
                .then()
                .statusCode(400)
                .body("refresh", equalTo(List.of("This field is required.")));
    }

    @Test
    void aTakenAddressIsAnErrorOfItsField() {
        var email = Api.newName() + "@example.org";
        post("register", Map.of("email", email, "password", PASSWORD)).then().statusCode(201);

        post("register", Map.of("email", email, "password", PASSWORD))
                .then()
                .statusCode(400)
                .body("email", equalTo(List.of("user with this email already exists.")));
    }

    @Test
    void aBadPasswordIsAnErrorOfItsField() {
        var email = Api.newName() + "@example.org";

        post("register", Map.of("email", email, "password", "password1"))
                .then()
                .statusCode(400)
                .body("password", equalTo(List.of("This password is too common.")));
        post("register", Map.of("email", email, "password", PASSWORD, "password2", "another horse"))
                .then()
                .statusCode(400)
                .body("password", equalTo(List.of("Password fields didn't match.")));
    }

    @Test
    void wrongCredentialsAreRefused() {
        post("login", Map.of("email", Api.newName() + "@example.org", "password", PASSWORD))
                .then()
                .statusCode(401)
                .body("detail", equalTo("No active account found with the given credentials"));
    }

    @Test
    void aBadRefreshTokenIsRefused() {
        post("token/refresh", Map.of("refresh", "x"))
                .then()
                .statusCode(401)
                .body("detail", equalTo("Token is invalid or expired"))
                .body("code", equalTo("token_not_valid"));
    }

    @Test
    void loggingOutNeedsTheRefreshTokenAlone() {
        var email = Api.newName() + "@example.org";
        post("register", Map.of("email", email, "password", PASSWORD));
        String refresh =
                post("login", Map.of("email", email, "password", PASSWORD)).path("refresh");

        post("logout", Map.of("refresh_token", refresh))
                .then()
                .statusCode(200)
                .body("message", equalTo("Successfully logged out"));

        post("token/refresh", Map.of("refresh", refresh)).then().statusCode(401);
    }

    private static String usernameOf(String email) {
        return post("register", Map.of("email", email, "password", PASSWORD))
                .then()
                .statusCode(201)
                .extract()
                .path("user.username");
    }

    private static Response post(String call, Object body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/" + call + "/");
    }
}
