package chat.parley.user.avatar;

import static chat.parley.user.Told.as;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import chat.parley.storage.testing.AwayStore;
import chat.parley.user.Images;
import chat.parley.user.Told;
import chat.parley.user.User;
import chat.parley.user.UserServiceTest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** While the store of the pictures is away: refused, to be repeated, and no profile changes; all else goes on. */
@UserServiceTest
@QuarkusTestResource(
        value = AwayStore.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "settings", value = "parley.avatars.s3"))
class AvatarsAwayTest {

    private static final byte[] PICTURE = Images.picture("png", 20, 20);

    @Inject
    Told told;

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    @Test
    void pictureIsRefusedAndMayBeRepeated() {
        var user = told.registered(User.unique());

        as(user).multiPart("file", "me.png", PICTURE, "image/png")
                .put("/api/v1/me/avatar")
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .contentType("application/problem+json")
                .body("code", equalTo("unavailable"));
        as(user).multiPart("personal_image", "me.png", PICTURE, "image/png")
                .patch("/api/users/profile/")
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .body("error", containsString("cannot be stored"));
        as(user).multiPart("avatar", "me.png", PICTURE, "image/png")
                .patch("/api/users/" + user.number() + "/")
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .body("detail", containsString("cannot be stored"));
        as(user).get("/api/users/profile/").then().statusCode(200).body("personal_image", nullValue());
    }

    @Test
    void pictureCannotBeShown() {
        given().get("/media/avatars/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.jpg")
                .then()
                .statusCode(503)
                .header("Retry-After", "1");
    }

    @Test
    void serviceStaysReadyAndSaysWhatIsAway() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().port(managementPort)
                        .get("/q/health/ready")
                        .then()
                        .statusCode(200)
                        .body("checks.find { it.name == 'files' }.data.store", startsWith("The S3 store is away")));
    }
}
