package chat.parley.user.dialect;

import static chat.parley.user.Told.as;
import static chat.parley.user.Told.asSocial;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import chat.parley.user.AuthServiceStub;
import chat.parley.user.Example;
import chat.parley.user.Images;
import chat.parley.user.Told;
import chat.parley.user.User;
import chat.parley.user.UserServiceTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@UserServiceTest
class SocialUsersTest {

    private static final String USERS = "/api/users/";
    private static final String NO_SUCH_USER = "No user matches the given query.";

    @Inject
    Told told;

    @Test
    void userIsAsDocumentedUnderEverySpelling() {
        var jane =
                told.registered(new User(UUID.fromString("1d6f2b57-7f5b-4a9e-8c3d-2b6f1f7c9e41"), 41, "social_jane"));
        told.online(jane);
        json(jane, Map.of("bio", "Tea, no milk.", "status", "busy"))
                .put(path(jane))
                .then()
                .statusCode(200);

        var expected = JsonPath.from(Example.of("social/user.json")).getMap("");
        for (var path : List.of(path(jane), USERS + "me/")) {
            assertThat(asSocial(jane)
                            .get(path)
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath()
                            .getMap(""))
                    .isEqualTo(expected);
        }
        assertThat(asSocial(told.registered(User.unique()))
                        .get(path(jane))
                        .jsonPath()
                        .getMap(""))
                .isEqualTo(expected);
    }

    @Test
    void listIsThatOfTheApiThatIssuedTheTokenUnlessTheQueryDecides() {
        var caller = told.registered(User.unique());
        var other = told.registered(User.unique());

        var list = asSocial(caller).get(USERS).then().statusCode(200).extract().jsonPath();
        assertThat(list.getList("id", Long.class))
                .contains(caller.number(), other.number())
                .isSorted();
        as(caller).get(USERS).then().statusCode(200).body("count", notNullValue());
        for (var query : List.of("username=" + other.username(), "page=1", "page_size=5")) {
            asSocial(caller).get(USERS + "?" + query).then().statusCode(200).body("results", notNullValue());
        }
        asSocial(caller).get(USERS + "?search=x").then().statusCode(200).body("[0].id", notNullValue());
    }

    @Test
    void nobodyWithoutASocketIsShownAsAnythingButOffline() {
        var user = told.registered(User.unique());

        shown(user).body("status", equalTo("offline")).body("is_online", equalTo(false));
        told.online(user);
        shown(user).body("status", equalTo("online")).body("is_online", equalTo(true));
        status(user, "away").body("status", equalTo("away")).body("is_online", equalTo(true));
        status(user, "offline").body("status", equalTo("offline")).body("is_online", equalTo(false));
    }

    @Test
    void onlyWhatIsGivenChangesAndIsTold() {
        var user = told.registered(User.unique());

        json(user, Map.of("bio", "Hello", "first_name", "Jane"))
                .patch(path(user))
                .then()
                .statusCode(200);
        json(user, Map.of("last_name", "Doe", "status", "busy"))
                .put(USERS + "me/")
                .then()
                .statusCode(200);

        await().until(() -> told.profilesOf(user).size() == 3);
        var person = told.profilesOf(user).getLast().person();
        assertThat(List.of(person.bio(), person.firstName(), person.lastName(), person.status()))
                .containsExactly("Hello", "Jane", "Doe", "busy");
        json(user, Map.of("bio", "")).put(path(user)).then().body("bio", nullValue());
        asSocial(user)
                .contentType(ContentType.JSON)
                .body("{}")
                .put(path(user))
                .then()
                .statusCode(200);
    }

    @Test
    void avatarComesAsMultipart() {
        var user = told.registered(User.unique());

        asSocial(user)
                .multiPart("avatar", "me.png", Images.picture("png", 20, 20), "image/png")
                .multiPart("bio", "With a picture")
                .put(path(user))
                .then()
                .statusCode(200)
                .body("bio", equalTo("With a picture"))
                .body("avatar", startsWith("http://127.0.0.1:8000/media/avatars/"));
        asSocial(user)
                .multiPart("avatar", "me.png", "no picture".getBytes(), "image/png")
                .put(path(user))
                .then()
                .statusCode(400)
                .body("avatar[0]", startsWith("Upload a valid image."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"status\":\"asleep\"}|status|\"asleep\" is not a valid choice.",
                "{\"status\":7}|status|\"7\" is not a valid choice.",
                "{\"first_name\":null}|first_name|This field may not be null.",
                "{\"bio\":[]}|bio|Not a valid string.",
                "{\"avatar\":5}|avatar|The submitted data was not a file."
            })
    void whatIsWrongIsToldByTheField(String body, String field, String sentence) {
        var user = told.registered(User.unique());

        asSocial(user)
                .contentType(ContentType.JSON)
                .body(body)
                .put(path(user))
                .then()
                .statusCode(400)
                .body(field, contains(sentence));
        assertThat(told.profilesOf(user)).hasSize(1);
    }

    @Test
    void statusIsSetInTheSpellingOfThePublishedClient() {
        var user = told.registered(User.unique());
        told.online(user);

        status(user, "busy").body("id", equalTo((int) user.number())).body("status", equalTo("busy"));
        json(user, Map.of("status", "asleep"))
                .post(USERS + "update-status/")
                .then()
                .statusCode(400)
                .body("status", contains("\"asleep\" is not a valid choice."));
        json(user, Map.of())
                .post(USERS + "update-status/")
                .then()
                .statusCode(400)
                .body("status", contains("This field is required."));
        json(user, Map.of("status", "away"))
                .post(USERS + "update-status")
                .then()
                .statusCode(200);
    }

    @Test
    void somebodyElseIsNotForMeToChange() {
        var user = told.registered(User.unique());
        var other = told.registered(User.unique());

        Stream.of(
                        json(user, Map.of("bio", "mine")).put(path(other)),
                        json(user, Map.of("bio", "mine")).patch(path(other)))
                .forEach(answer -> answer.then()
                        .statusCode(403)
                        .body("detail", equalTo("You do not have permission to perform this action.")));
        assertThat(told.profilesOf(other)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999", "0", "-1", "nobody", "99999999999999999999", "1.5"})
    void unknownUserIsNotFound(String id) {
        var user = told.registered(User.unique());

        asSocial(user).get(USERS + id + "/").then().statusCode(404).body("detail", equalTo(NO_SUCH_USER));
        json(user, Map.of("bio", "x")).put(USERS + id + "/").then().statusCode(404);
    }

    @Test
    void userIsFoundBeforeTheRegistrationCameRound() {
        var early = User.unique();
        AuthServiceStub.knows(early);
        var asking = told.registered(User.unique());

        asSocial(asking).get(path(early)).then().statusCode(200).body("username", equalTo(early.username()));
        as(asking)
                .get("/internal/people/by-number/" + early.number())
                .then()
                .statusCode(200)
                .body("userId", equalTo(early.id().toString()));
        as(asking).get("/internal/people/by-number/99999999").then().statusCode(404);
    }

    @Test
    void nobodyIsRefused() {
        for (var call : List.of("GET ", "GET me/", "GET 1/", "PUT 1/", "PATCH 1/", "POST update-status/")) {
            var method = call.substring(0, call.indexOf(' '));
            var path = USERS + call.substring(call.indexOf(' ') + 1);
            given().contentType(ContentType.JSON)
                    .request(method, path)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", equalTo("Bearer realm=\"api\""))
                    .body("detail", equalTo("Authentication credentials were not provided."));
            given().auth()
                    .preemptive()
                    .oauth2("x")
                    .contentType(ContentType.JSON)
                    .request(method, path)
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("token_not_valid"));
        }
        given().get("/internal/people/by-number/1").then().statusCode(401);
    }

    private ValidatableResponse status(User user, String status) {
        return json(user, Map.of("status", status))
                .post(USERS + "update-status/")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse shown(User user) {
        return asSocial(user).get(path(user)).then().statusCode(200);
    }

    private static RequestSpecification json(User user, Map<String, ?> body) {
        return asSocial(user).contentType(ContentType.JSON).body(body);
    }

    private static String path(User user) {
        return USERS + user.number() + "/";
    }
}
