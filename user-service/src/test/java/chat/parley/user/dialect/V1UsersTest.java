package chat.parley.user.dialect;

import static chat.parley.user.Problems.invalid;
import static chat.parley.user.Problems.problem;
import static chat.parley.user.Told.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import chat.parley.common.paging.Cursor;
import chat.parley.user.AuthServiceStub;
import chat.parley.user.Example;
import chat.parley.user.Problems;
import chat.parley.user.Told;
import chat.parley.user.User;
import chat.parley.user.UserServiceTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@UserServiceTest
class V1UsersTest {

    private static final String USERS = "/api/v1/users";

    @Inject
    Told told;

    private User ada;

    @BeforeEach
    void signUp() {
        ada = told.registered(User.unique());
    }

    @Test
    void userIsShownAsDocumentedAndWithoutAnAddress() {
        var bob = told.registered(User.unique());

        var shown = as(ada).get(USERS + "/" + bob.id()).then().statusCode(200).extract();

        assertThat(shown.jsonPath().getMap(""))
                .isEqualTo(JsonPath.from(Example.of("v1/user.json")
                                .replace("${id}", bob.id().toString())
                                .replace("${username}", bob.username()))
                        .getMap(""));
    }

    @Test
    void userIsThereBeforeTheRegistrationCameRound() {
        var early = User.unique();
        AuthServiceStub.knows(early);

        as(ada).get(USERS + "/" + early.id()).then().statusCode(200).body("username", equalTo(early.username()));
    }

    @Test
    void unknownUserIsNotFound() {
        problem(as(ada).get(USERS + "/" + UUID.randomUUID()), 404, "user-not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "7", "me", "%00", "0199f3a8-6f4e-7cc2-9d5a-3f1f4b8a7c1g", "..%2Fme"})
    void malformedIdIsNotFound(String id) {
        as(ada).urlEncodingEnabled(false)
                .get(USERS + "/" + id)
                .then()
                .statusCode(404)
                .contentType(Problems.TYPE);
    }

    @Test
    void usersAreFoundByPartOfTheirNameInWhateverCase() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        told.registered(User.named(mark + "Zoe"));
        told.registered(User.named(mark + "amy%x"));
        told.registered(User.named(mark + "Bea"));

        list("?query=" + mark.toUpperCase())
                .body("items.username", contains(mark + "amy%x", mark + "Bea", mark + "Zoe"))
                .body("next", nullValue());
        list("?query=" + mark + "ZO").body("items.username", contains(mark + "Zoe"));
        list("?query=%25x").body("items.username", contains(mark + "amy%x"));
        list("?query=" + mark + "_oe").body("items", empty());
        list("?query=%5C").body("items", empty());
        list("").body("items", hasSize(20));
    }

    @Test
    void pagesAreStableWhileUsersAreAdded() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        Stream.of("b", "d", "f", "h", "j").forEach(name -> told.registered(User.named(mark + name)));

        var first = list("?limit=2&query=" + mark).extract();
        Stream.of("a", "c", "e").forEach(name -> told.registered(User.named(mark + name)));
        var second =
                list("?limit=2&query=" + mark + "&cursor=" + first.path("next")).extract();
        told.registered(User.named(mark + "ff"));
        var third = list("?limit=100&query=" + mark + "&cursor=" + second.path("next"))
                .extract();

        var seen = new ArrayList<String>();
        Stream.of(first, second, third).forEach(page -> seen.addAll(page.<List<String>>path("items.username")));
        assertThat(seen)
                .containsExactly(mark + "b", mark + "d", mark + "e", mark + "f", mark + "ff", mark + "h", mark + "j");
        assertThat(third.<String>path("next")).isNull();
    }

    /** It names the last one shown, and nothing that a process would have to remember. */
    @Test
    void cursorIsOfNoProcess() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        var first = told.registered(User.named(mark + "1"));
        told.registered(User.named(mark + "2"));

        var next = list("?limit=1&query=" + mark).extract().<String>path("next");

        assertThat(next).isEqualTo(Cursor.of("users", first.id()).text());
        list("?query=" + mark + "&cursor=" + next).body("items.username", contains(mark + "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "abc", "-1", "1.0", "%00"})
    void badLimitIsNamed(String limit) {
        invalid(as(ada).urlEncodingEnabled(false).get(USERS + "?limit=" + limit), "limit");
    }

    @Test
    void badQueryIsNamed() {
        invalid(as(ada).urlEncodingEnabled(false).get(USERS + "?query=a%00b"), "query");
        invalid(as(ada).get(USERS + "?query=" + "a".repeat(151)), "query");
        as(ada).get(USERS + "?query=" + "a".repeat(150)).then().statusCode(200);
    }

    @Test
    void badCursorIsRefused() {
        var bad = List.of(
                "x",
                "%00",
                "!!!!",
                Cursor.of("friendships", UUID.randomUUID()).text(),
                Cursor.of("users", "ada").text(),
                Cursor.of("users", ada.id(), 1).text(),
                Cursor.of("users", UUID.randomUUID()).text());
        for (var cursor : bad) {
            problem(as(ada).urlEncodingEnabled(false).get(USERS + "?cursor=" + cursor), 400, "invalid-cursor");
        }
    }

    @Test
    void nobodyIsRefused() {
        problem(given().get(USERS), 401, "unauthenticated");
        problem(given().get(USERS + "/" + ada.id()), 401, "unauthenticated");
        problem(given().auth().preemptive().oauth2("x").get(USERS), 401, "invalid-token");
        problem(given().auth().preemptive().oauth2("x").get(USERS + "/" + ada.id()), 401, "invalid-token");
    }

    private ValidatableResponse list(String query) {
        return as(ada).urlEncodingEnabled(false).get(USERS + query).then().statusCode(200);
    }
}
