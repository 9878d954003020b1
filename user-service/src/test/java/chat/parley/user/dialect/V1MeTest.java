package chat.parley.user.dialect;

import static chat.parley.user.Problems.invalid;
import static chat.parley.user.Problems.problem;
import static chat.parley.user.Told.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import chat.parley.user.AuthServiceStub;
import chat.parley.user.Example;
import chat.parley.user.Images;
import chat.parley.user.Problems;
import chat.parley.user.Told;
import chat.parley.user.User;
import chat.parley.user.UserServiceTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@UserServiceTest
class V1MeTest {

    private static final String ME = "/api/v1/me";
    private static final String AVATAR = ME + "/avatar";

    @Inject
    Told told;

    private User ada;

    @BeforeEach
    void signUp() {
        ada = told.registered(User.unique());
    }

    @Test
    void profileIsShownAsDocumented() {
        var shown = as(ada).get(ME)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .extract();

        assertThat(shown.jsonPath().getMap(""))
                .isEqualTo(JsonPath.from(Example.of("v1/me.json")
                                .replace("${id}", ada.id().toString())
                                .replace("${username}", ada.username()))
                        .getMap(""));
    }

    @Test
    void profileIsThereBeforeTheRegistrationCameRound() {
        var early = User.unique();
        AuthServiceStub.knows(early);

        as(early).get(ME).then().statusCode(200).body("username", equalTo(early.username()));
    }

    @Test
    void whoHasNoAccountAnyMoreIsRefused() {
        problem(as(User.unique()).get(ME), 401, "invalid-token");
    }

    @Test
    void onlyWhatIsGivenChangesAndIsTold() {
        patch("{\"first_name\":\" Ada \",\"bio\":\"I like engines.\",\"status\":\"busy\"}")
                .then()
                .statusCode(200)
                .body("first_name", equalTo("Ada"))
                .body("last_name", equalTo(""))
                .body("bio", equalTo("I like engines."))
                .body("status", equalTo("busy"));

        patch("{\"last_name\":\"Lovelace\"}")
                .then()
                .body("first_name", equalTo("Ada"))
                .body("last_name", equalTo("Lovelace"));

        await().until(() -> told.profilesOf(ada).size() == 3);
        assertThat(told.profilesOf(ada).getLast().person().lastName()).isEqualTo("Lovelace");
        assertThat(told.profilesOf(ada).getLast().person().status()).isEqualTo("busy");
    }

    @Test
    void nullEmptiesAField() {
        patch("{\"first_name\":\"Ada\",\"bio\":\"x\"}").then().statusCode(200);

        patch("{\"first_name\":null,\"bio\":null}")
                .then()
                .statusCode(200)
                .body("first_name", equalTo(""))
                .body("bio", nullValue());
    }

    @Test
    void unknownFieldsAndThoseThatNeverChangeArePassedOver() {
        patch("{\"username\":\"eve\",\"email\":5,\"id\":null,\"nonsense\":{\"a\":[1]}}")
                .then()
                .statusCode(200)
                .body("username", equalTo(ada.username()))
                .body("email", equalTo(ada.email()));
        patch("{}").then().statusCode(200);
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnceAndNothingChanges() {
        invalid(
                patch("{\"first_name\":5,\"last_name\":\"a\\u0000\",\"bio\":\"" + "a".repeat(1001)
                        + "\",\"status\":\"asleep\"}"),
                "first_name",
                "last_name",
                "bio",
                "status");
        invalid(patch("{\"first_name\":\"Ada\",\"last_name\":[]}"), "last_name");

        as(ada).get(ME).then().body("first_name", equalTo("")).body("status", equalTo("online"));
    }

    @ParameterizedTest
    @CsvSource({"first_name, 150", "last_name, 150", "bio, 1000"})
    void textsHaveALimit(String field, int most) {
        patch("{\"%s\":\"%s\"}".formatted(field, "𝒜".repeat(most))).then().statusCode(200);
        invalid(patch("{\"%s\":\"%s\"}".formatted(field, "a".repeat(most + 1))), field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "\"\"", "\"ONLINE\"", "[\"busy\"]"})
    void statusIsOneOfFour(String status) {
        invalid(patch("{\"status\":" + status + "}"), "status");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"text\"", "{\"first_name\":}", "{} {}", "\u0000"})
    void brokenBodyIsToldAsSuch(String body) {
        problem(patch(body), 400, "malformed-json");
    }

    @Test
    void otherMediaTypesAndMethodsAreRefused() {
        problem(as(ada).contentType("text/plain").body("x").patch(ME), 415, "unsupported-media-type");
        problem(as(ada).contentType("image/png").body(new byte[5]).put(AVATAR), 415, "unsupported-media-type");
        problem(as(ada).post(ME), 405, "method-not-allowed");
        assertThat(as(ada).post(ME).header("Allow")).isEqualTo("GET, OPTIONS, PATCH");
        assertThat(as(ada).post(AVATAR).header("Allow")).isEqualTo("DELETE, OPTIONS, PUT");
    }

    @Test
    void avatarIsGivenReplacedAndTakenAway() {
        var first = put(Images.picture("png", 900, 600))
                .then()
                .statusCode(200)
                .extract()
                .<String>path("avatar");
        assertThat(first).startsWith("http://127.0.0.1:8000/media/avatars/");
        given().get(URI.create(first).getPath()).then().statusCode(200).header("Content-Type", "image/jpeg");

        var second = put(Images.transparent(10, 10))
                .then()
                .statusCode(200)
                .body("avatar", startsWith("http://127.0.0.1:8000/media/avatars/"))
                .extract()
                .<String>path("avatar");
        assertThat(second).isNotEqualTo(first);
        given().get(URI.create(first).getPath()).then().statusCode(404);

        as(ada).delete(AVATAR).then().statusCode(204);
        as(ada).delete(AVATAR).then().statusCode(204);
        as(ada).get(ME).then().body("avatar", nullValue());
        given().get(URI.create(second).getPath()).then().statusCode(404);
    }

    @Test
    void whatIsNoImageIsRefused() {
        problem(put("not an image".getBytes()), 400, "not-an-image");
        problem(put(new byte[0]), 400, "not-an-image");
        problem(put(new byte[5 * 1024 * 1024 + 1]), 413, "too-large");
        invalid(
                as(ada).multiPart("avatar", "a.png", Images.picture("png", 5, 5))
                        .put(AVATAR),
                "file");
        invalid(as(ada).multiPart("file", "text").put(AVATAR), "file");

        as(ada).get(ME).then().body("avatar", nullValue());
    }

    @Test
    void nobodyIsRefusedEverywhere() {
        Stream.<Function<RequestSpecification, Response>>of(
                        call -> call.get(ME),
                        call -> call.contentType("application/json").body("{}").patch(ME),
                        call -> call.multiPart("file", "a.png", new byte[1]).put(AVATAR),
                        call -> call.delete(AVATAR))
                .forEach(call -> {
                    problem(call.apply(given()), 401, "unauthenticated");
                    problem(call.apply(given().auth().preemptive().oauth2("x")), 401, "invalid-token");
                    problem(
                            call.apply(given().auth().preemptive().oauth2(ada.token("access", Duration.ofMinutes(-1)))),
                            401,
                            "token-expired");
                    problem(
                            call.apply(given().auth().preemptive().oauth2(ada.token("refresh", Duration.ofMinutes(5)))),
                            401,
                            "invalid-token");
                });
    }

    @Test
    void outageOfAuthServiceIsSafeToRepeat() {
        var early = User.unique();
        AuthServiceStub.broken(
                500,
                () -> as(early)
                        .get(ME)
                        .then()
                        .statusCode(503)
                        .contentType(Problems.TYPE)
                        .body("code", equalTo("unavailable"))
                        .header("Retry-After", notNullValue()));
    }

    private Response patch(String body) {
        return as(ada).contentType("application/json").body(body).patch(ME);
    }

    private Response put(byte[] image) {
        return as(ada).multiPart("file", "a.png", image).put(AVATAR);
    }
}
