package chat.parley.user.dialect;

import static chat.parley.user.Told.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import chat.parley.user.AuthServiceStub;
import chat.parley.user.Example;
import chat.parley.user.Told;
import chat.parley.user.User;
import chat.parley.user.UserServiceTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@UserServiceTest
class UsersResourceTest {

    private static final String USERS = "/api/users/";

    @Inject
    Told told;

    @Test
    void pageIsAsDocumented() {
        told.registered(User.named("page_oz"));
        told.registered(new User(UUID.fromString("1d6f2b57-7f5b-4a9e-8c3d-2b6f1f7c9e02"), 12, "Page_ona"));
        var caller = told.registered(User.named("PAGE_olaf"));
        told.registered(User.named("pagexobert"));

        var page = as(caller)
                .queryParam("username", "Page_O")
                .queryParam("page_size", 1)
                .queryParam("page", 2)
                .get(USERS)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(page.getMap(""))
                .isEqualTo(JsonPath.from(Example.of("friendship/users.json")).getMap(""));
    }

    @Test
    void usernamesAreSearchedByAnyPartInWhateverCase() {
        var caller = told.registered(User.named("searcher%one"));
        told.registered(User.named("SearcherTwo"));

        search(caller, "EARCHER").body("results.username", contains("searcher%one", "SearcherTwo"));
        search(caller, "r%o").body("results.username", contains("searcher%one"));
        search(caller, "searcher_").body("results", empty()).body("count", equalTo(0));
        search(caller, "\\").body("results", empty());
        search(caller, "").statusCode(200);
    }

    @Test
    void tenAreOnAPageUnlessMoreAreAskedFor() {
        var caller = told.registered(User.named("crowd00"));
        Stream.iterate(1, i -> i + 1).limit(11).forEach(i -> told.registered(User.named("crowd%02d".formatted(i))));

        search(caller, "crowd")
                .body("count", equalTo(12))
                .body("results", hasSize(10))
                .body("previous", nullValue())
                .body("next", equalTo("http://127.0.0.1:8000/api/users/?username=crowd&page=2"));
        as(caller)
                .get(USERS + "?username=crowd&page=2")
                .then()
                .body("results.username", contains("crowd10", "crowd11"))
                .body("next", nullValue());
        as(caller).get(USERS + "?username=crowd&page_size=1000").then().body("results", hasSize(12));
        as(caller).get(USERS + "?username=crowd&page=3").then().statusCode(200).body("results", empty());
        as(caller).get(USERS).then().statusCode(200).body("results", hasSize(10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=0",
                "page=-1",
                "page=x",
                "page=",
                "page=1.5",
                "page=99999999999",
                "page_size=0",
                "page_size=x",
                "page_size=-5",
                "username=%00"
            })
    void badQueryIsRefused(String query) {
        var caller = told.registered(User.unique());

        as(caller)
                .urlEncodingEnabled(false)
                .get(USERS + "?" + query)
                .then()
                .statusCode(400)
                .body("error", equalTo("Invalid query parameters."));
    }

    @Test
    void callerIsFoundBeforeTheRegistrationCameRound() {
        var early = User.unique();
        AuthServiceStub.knows(early);

        search(early, early.username()).body("results.username", contains(early.username()));
    }

    @Test
    void nobodyIsRefused() {
        var user = User.unique();

        given().get(USERS)
                .then()
                .statusCode(401)
                .body("detail", equalTo("Authentication credentials were not provided."));
        Stream.of("x", user.token("access", Duration.ofMinutes(-5)), user.token("refresh", Duration.ofDays(1)))
                .forEach(token -> given().auth()
                        .preemptive()
                        .oauth2(token)
                        .get(USERS)
                        .then()
                        .statusCode(401)
                        .body("code", equalTo("token_not_valid")));
    }

    private static ValidatableResponse search(User caller, String part) {
        return as(caller).queryParam("username", part).get(USERS).then().statusCode(200);
    }
}
