package chat.parley.user.dialect;

import static chat.parley.user.Told.as;
import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import chat.parley.user.AuthServiceStub;
import chat.parley.user.Example;
import chat.parley.user.Images;
import chat.parley.user.Told;
import chat.parley.user.User;
import chat.parley.user.UserServiceTest;
import io.restassured.RestAssured;
import io.restassured.builder.MultiPartSpecBuilder;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@UserServiceTest
class FriendshipProfileResourceTest {

    private static final String PROFILE = "/api/users/profile/";

    @Inject
    Told told;

    @Test
    void profileIsShownAndChangedAsDocumented() {
        var john = told.registered(new User(UUID.fromString("5b0e4dcc-6cf0-4d6a-9ac0-0f5c54d1b8a1"), 7, "john"));

        assertThat(body(as(john).get(PROFILE).then().statusCode(200)))
                .isEqualTo(JsonPath.from(Example.of("friendship/profile.json")).getMap(""));
        assertThat(body(patched(john, "{\"first_name\":\"John\",\"last_name\":\"Doe\"}")
                        .statusCode(200)))
                .isEqualTo(JsonPath.from(Example.of("friendship/profile-changed.json"))
                        .getMap(""));
        assertThat(body(as(john).get(PROFILE).then().statusCode(200)))
                .isEqualTo(JsonPath.from(Example.of("friendship/profile-changed.json"))
                        .getMap(""));
    }

    @Test
    void onlyWhatIsGivenChanges() {
        var user = told.registered(User.unique());
        patched(user, "{\"first_name\":\"Ann\",\"last_name\":\"Lee\"}").statusCode(200);

        patched(user, "{\"last_name\":\" Day \",\"username\":\"x\",\"email\":\"x@x.x\",\"id\":\"x\",\"nothing\":[1]}")
                .statusCode(200)
                .body("first_name", equalTo("Ann"))
                .body("last_name", equalTo("Day"))
                .body("username", equalTo(user.username()))
                .body("email", equalTo(user.email()));
    }

    @Test
    void everyChangeIsToldOnceWithTheWholeProfile() {
        var user = told.registered(User.unique());

        patched(user, "{\"first_name\":\"Ann\"}").statusCode(200);
        patched(user, "{\"first_name\":\"Ann\"}").statusCode(200);
        patched(user, "{}").statusCode(200);
        as(user).patch(PROFILE).then().statusCode(200);
        patched(user, "{\"last_name\":\"Lee\"}").statusCode(200);

        Awaitility.await().until(() -> told.profilesOf(user).size() == 3);
        assertThat(told.profilesOf(user))
                .extracting(changed -> changed.person().version())
                .containsExactly(1L, 2L, 3L);
        assertThat(told.profilesOf(user).getLast().person().firstName()).isEqualTo("Ann");
        assertThat(told.profilesOf(user).getLast().person().lastName()).isEqualTo("Lee");
    }

    @Test
    void formsAreReadToo() {
        var user = told.registered(User.unique());

        as(user).formParam("first_name", "Zoë")
                .patch(PROFILE)
                .then()
                .statusCode(200)
                .body("first_name", equalTo("Zoë"));
        as(user).multiPart(new MultiPartSpecBuilder("Ünal")
                        .controlName("last_name")
                        .charset("UTF-8")
                        .build())
                .patch(PROFILE)
                .then()
                .statusCode(200)
                .body("first_name", equalTo("Zoë"))
                .body("last_name", equalTo("Ünal"));
    }

    @Test
    void imageIsUploadedReplacedAndRemoved() {
        var user = told.registered(User.unique());

        var first = upload(user, Images.picture("png", 600, 300), "../../etc/passwd");
        assertThat(first).matches("http://127.0.0.1:8000/media/avatars/[\\w-]{32}\\.jpg");
        given().get(path(first)).then().statusCode(200).contentType("image/jpeg");

        var second = upload(user, Images.transparent(8, 8), "a.png");
        assertThat(second).endsWith(".png").isNotEqualTo(first);
        given().get(path(first)).then().statusCode(404);
        as(user).get(PROFILE).then().body("personal_image", equalTo(second));
        assertThat(told.profilesOf(user)).hasSizeGreaterThanOrEqualTo(1);

        patched(user, "{\"personal_image\":\"" + second + "\",\"first_name\":\"Ann\"}")
                .statusCode(200)
                .body("personal_image", equalTo(second))
                .body("first_name", equalTo("Ann"));
        patched(user, "{\"personal_image\":null}").statusCode(200).body("personal_image", nullValue());
        given().get(path(second)).then().statusCode(404);
    }

    @Test
    void emptyFileInputOfABrowserChangesNothing() {
        var user = told.registered(User.unique());
        var image = upload(user, Images.picture("jpeg", 10, 10), "a.jpg");

        as(user).config(RestAssured.config()
                        .encoderConfig(encoderConfig().encodeContentTypeAs("multipart/form-data", ContentType.TEXT)))
                .contentType("multipart/form-data; boundary=x")
                .body("--x\r\nContent-Disposition: form-data; name=\"personal_image\"; filename=\"\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n\r\n--x--\r\n")
                .patch(PROFILE)
                .then()
                .statusCode(200)
                .body("personal_image", equalTo(image));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"first_name\":7}",
                "{\"first_name\":null}",
                "{\"last_name\":[\"a\"]}",
                "{\"last_name\":\"a\\u0000b\"}",
                "{\"personal_image\":\"http://127.0.0.1:8000/media/avatars/x.jpg\"}",
                "{\"personal_image\":{\"a\":1}}",
                "{\"first_name\":",
                "[]",
                "\"text\""
            })
    void invalidDataIsRefused(String body) {
        var user = told.registered(User.unique());

        patched(user, body).statusCode(400).body("error", notNullValue());

        as(user).get(PROFILE).then().body("first_name", equalTo(""));
    }

    @Test
    void namesHaveALimit() {
        var user = told.registered(User.unique());

        patched(user, "{\"first_name\":\"" + "𝒜".repeat(150) + "\"}").statusCode(200);
        patched(user, "{\"first_name\":\"" + "a".repeat(151) + "\"}")
                .statusCode(400)
                .body("error", equalTo("first_name must have no more than 150 characters."));
    }

    @Test
    void whatIsNoImageIsRefused() {
        var user = told.registered(User.unique());

        image(user, "not an image".getBytes(), "a.png")
                .patch(PROFILE)
                .then()
                .statusCode(400)
                .body("error", matchesPattern("Upload a valid image.*"));
        image(user, new byte[5 * 1024 * 1024 + 1], "a.png")
                .patch(PROFILE)
                .then()
                .statusCode(413)
                .body("error", equalTo("The image is too large: at most 5 MiB."));
    }

    @Test
    void profileIsThereBeforeTheRegistrationCameRound() {
        var early = User.unique();
        AuthServiceStub.knows(early);

        as(early).get(PROFILE).then().statusCode(200).body("username", equalTo(early.username()));
        as(early).get(PROFILE).then().statusCode(200);

        assertThat(AuthServiceStub.askedFor(early)).hasSize(1).allMatch(bearer -> bearer.startsWith("Bearer ey"));
        Awaitility.await().until(() -> told.profilesOf(early).size() == 1);
        told.tell("events.auth", early.registered(null));
        told.registered(User.unique());
        assertThat(told.profilesOf(early)).hasSize(1);
    }

    @Test
    void outageOfAuthServiceIsSafeToRepeat() {
        var early = User.unique();

        AuthServiceStub.broken(
                500,
                () -> as(early)
                        .get(PROFILE)
                        .then()
                        .statusCode(503)
                        .header("Retry-After", notNullValue())
                        .body("error", notNullValue()));
        AuthServiceStub.broken(
                401,
                () -> as(early)
                        .get(PROFILE)
                        .then()
                        .statusCode(401)
                        .header("WWW-Authenticate", equalTo("Bearer realm=\"api\""))
                        .body("code", equalTo("token_not_valid")));
    }

    @Test
    void accountThatIsNoMoreHasNoProfile() {
        as(User.unique()).get(PROFILE).then().statusCode(401).body("code", equalTo("token_not_valid"));
    }

    @Test
    void nobodyIsRefused() {
        Stream.of(
                        given().get(PROFILE),
                        given().contentType("application/json").body("{}").patch(PROFILE))
                .forEach(answer -> assertThat(body(answer.then()
                                .statusCode(401)
                                .header("WWW-Authenticate", equalTo("Bearer realm=\"api\""))))
                        .isEqualTo(JsonPath.from(Example.of("friendship/unauthorized.json"))
                                .getMap("")));
    }

    @Test
    void tokenThatIsNoLiveAccessTokenIsRefused() {
        var user = told.registered(User.unique());

        Stream.of("nonsense", user.token("access", Duration.ofMinutes(-5)), user.token("refresh", Duration.ofDays(1)))
                .forEach(token -> assertThat(body(given().auth()
                                .preemptive()
                                .oauth2(token)
                                .get(PROFILE)
                                .then()
                                .statusCode(401)
                                .header("WWW-Authenticate", equalTo("Bearer realm=\"api\""))))
                        .isEqualTo(JsonPath.from(Example.of("friendship/token-not-valid.json"))
                                .getMap("")));
    }

    @Test
    void slashIsAddedOrPassedOver() {
        var user = told.registered(User.unique());

        as(user).redirects().follow(false).get("/api/users/profile").then().statusCode(301);
        as(user).contentType("application/json")
                .body("{}")
                .patch("/api/users/profile")
                .then()
                .statusCode(200);
        as(user).delete(PROFILE).then().statusCode(405).header("Allow", notNullValue());
        as(user).contentType("text/plain").body("x").patch(PROFILE).then().statusCode(415);
    }

    private static ValidatableResponse patched(User user, String json) {
        return as(user).contentType("application/json")
                .body(json)
                .patch(PROFILE)
                .then();
    }

    private static RequestSpecification image(User user, byte[] content, String name) {
        return as(user).multiPart("personal_image", name, content, "image/png");
    }

    private static String upload(User user, byte[] content, String name) {
        return image(user, content, name)
                .patch(PROFILE)
                .then()
                .statusCode(200)
                .extract()
                .path("personal_image");
    }

    private static String path(String url) {
        return URI.create(url).getPath();
    }

    private static Object body(ValidatableResponse answer) {
        return answer.extract().jsonPath().getMap("");
    }
}
