package chat.parley.user.avatar;

import static chat.parley.user.Told.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import chat.parley.user.Images;
import chat.parley.user.Told;
import chat.parley.user.User;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of avatars wherever their content is kept. */
abstract class AvatarContract {

    @Inject
    Told told;

    @Inject
    Pool pool;

    @Inject
    AvatarService avatars;

    @Inject
    AvatarsConfig config;

    @Test
    void avatarIsServedForEverToEverybody() {
        var path = staged(Images.picture("png", 20, 20));

        var answer = given().get(path)
                .then()
                .statusCode(200)
                .contentType("image/jpeg")
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .header("X-Content-Type-Options", "nosniff");

        assertThat(Images.decoded(answer.extract().asByteArray()).getWidth()).isEqualTo(20);
        given().header("Authorization", "Bearer stale").get(path).then().statusCode(200);
    }

    @Test
    void clientThatHasItIsNotSentItAgain() {
        var path = staged(Images.picture("png", 20, 20));
        var tag = given().get(path).header("ETag");

        given().header("If-None-Match", tag)
                .get(path)
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .body(emptyString());
        given().header("If-None-Match", "\"other\"").get(path).then().statusCode(200);
    }

    @Test
    void headTellsWhatGetWouldSend() {
        var path = staged(Images.picture("png", 20, 20));
        var length = given().get(path).header("Content-Length");

        given().head(path)
                .then()
                .statusCode(200)
                .contentType("image/jpeg")
                .header("Content-Length", length)
                .header("ETag", notNullValue())
                .body(emptyString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x.jpg",
                "..%2F..%2Fetc%2Fpasswd",
                "%2e%2e/jwks.json",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.jpg",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.jpg%00",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.svg",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.jpg;x=1",
                ".",
                ""
            })
    void whateverElseIsAskedForIsNotThere(String name) {
        given().urlEncodingEnabled(false).get("/media/avatars/" + name).then().statusCode(404);
    }

    @Test
    void stagedAvatarIsTakenByTheRegistration() {
        var path = staged(Images.picture("png", 20, 20));

        var user = told.registered(User.unique(), path);

        as(user).get("/api/users/profile/").then().body("personal_image", endsWith(path));
        expire(path);
        sweep();
        given().get(path).then().statusCode(200);
    }

    @Test
    void avatarOfSomebodyElseIsNotTaken() {
        var path = staged(Images.picture("png", 20, 20));
        told.registered(User.unique(), path);

        var other = told.registered(User.unique(), path);

        as(other).get("/api/users/profile/").then().statusCode(200).body("personal_image", nullValue());
    }

    @Test
    void avatarThatNobodyTookIsRemovedAfterAWhile() throws Exception {
        var path = staged(Images.picture("png", 20, 20));
        sweep();
        given().get(path).then().statusCode(200);

        expire(path);
        sweep();

        given().get(path).then().statusCode(404);
        var late = told.registered(User.unique(), path);
        as(late).get("/api/users/profile/").then().body("personal_image", nullValue());
        try (var files = Files.list(config.directory().resolve("incoming"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void whatCannotBeAnAvatarIsRefused() {
        stage("text".getBytes())
                .statusCode(400)
                .body("code", equalTo("not-an-image"))
                .body("detail", notNullValue());
        stage(new byte[5 * 1024 * 1024 + 1])
                .statusCode(413)
                .body("code", equalTo("too-large"))
                .body("detail", equalTo("The image is too large: at most 5 MiB."));
        given().multiPart("other", "a.png", Images.picture("png", 2, 2))
                .post("/internal/avatars")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-request"));
    }

    private static ValidatableResponse stage(byte[] content) {
        return given().multiPart("file", "me.png", content, "image/png")
                .post("/internal/avatars")
                .then();
    }

    static String staged(byte[] content) {
        return stage(content).statusCode(201).extract().path("avatar");
    }

    private void expire(String path) {
        pool.preparedQuery("UPDATE avatar SET free_since = now() - interval '61 minutes' WHERE name = $1")
                .execute(Tuple.of(AvatarName.ofPath(path).orElseThrow().value()))
                .await()
                .indefinitely();
    }

    private void sweep() {
        avatars.sweep().await().indefinitely();
    }
}
