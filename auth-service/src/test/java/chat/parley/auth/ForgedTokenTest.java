package chat.parley.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.auth.key.SigningKeys;
import chat.parley.common.testing.ForgedTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** RFC 8725: whatever can be made of a token is refused, everywhere that a token is wanted. */
@QuarkusTest
@QuarkusTestResource(AuthBacking.class)
class ForgedTokenTest {

    @Inject
    SigningKeys keys;

    @Test
    void noForgedAccessTokenOpensAGuardedRoute() {
        var pair = V1Api.signedUp(Api.newName());

        var forged = ForgedTokens.of(pair.access(), keys.active());

        assertThat(forged).hasSizeGreaterThan(200);
        assertThat(session(pair.access())).as("the true token").isEqualTo(200);
        assertThat(accepted(forged, ForgedTokenTest::session)).isEmpty();
        assertThat(session(pair.refresh())).as("a refresh token").isEqualTo(401);
    }

    @Test
    void noForgedRefreshTokenIsExchanged() {
        var pair = V1Api.signedUp(Api.newName());

        var forged = ForgedTokens.of(pair.refresh(), keys.active());

        assertThat(forged).hasSizeGreaterThan(200);
        assertThat(accepted(forged, token -> V1Api.refresh(token).statusCode())).isEmpty();
        assertThat(V1Api.refresh(pair.access()).statusCode())
                .as("an access token")
                .isEqualTo(401);
        assertThat(V1Api.refresh(pair.refresh()).statusCode())
                .as("the true token")
                .isEqualTo(200);
    }

    /** Those that were answered with anything but 401, and with what. */
    private static Map<String, Integer> accepted(Map<String, String> forged, ToIntFunction<String> use) {
        var accepted = new TreeMap<String, Integer>();
        forged.forEach((name, token) -> {
            var status = use.applyAsInt(token);
            if (status != 401) {
                accepted.put(name, status);
            }
        });
        return accepted;
    }

    private static int session(String token) {
        return given().header("Authorization", "Bearer " + token)
                .get("/api/v1/sessions")
                .statusCode();
    }
}
