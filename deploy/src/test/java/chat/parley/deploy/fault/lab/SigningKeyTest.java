package chat.parley.deploy.fault.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {

    @TempDir
    Path directory;

    @Test
    void isPublishedBesideTheOthersAndWithoutItsPrivateHalf() throws Exception {
        var jwks = Files.writeString(directory.resolve("jwks.json"), "{\"keys\":[{\"kid\":\"old\"}]}");

        SigningKey.make("new").publish(jwks);

        var keys = new JsonObject(Files.readString(jwks)).getJsonArray("keys");
        assertThat(keys.size()).isEqualTo(2);
        assertThat(keys.getJsonObject(1).fieldNames()).containsExactlyInAnyOrder("kty", "kid", "use", "alg", "n", "e");
    }

    @Test
    void theLastByNameIsTheActiveOne() throws Exception {
        SigningKey.make("20260101T000000").install(directory);
        SigningKey.make("91-x").install(directory);

        assertThat(SigningKey.active(directory).kid()).isEqualTo("91-x");
    }

    @Test
    void signsATokenThatEndsAtAnotherTime() throws Exception {
        var jwks = Files.writeString(directory.resolve("jwks.json"), "{\"keys\":[]}");
        var key = SigningKey.make("k");
        key.publish(jwks);
        var claims = new JsonObject().put("sub", "ada").put("exp", 1);
        var token = "e30."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(claims.encode().getBytes(StandardCharsets.UTF_8))
                + ".x";

        var parts = key.withExpiry(token, Instant.ofEpochSecond(77)).split("\\.");

        var told = new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        assertThat(told.getString("sub")).isEqualTo("ada");
        assertThat(told.getLong("exp")).isEqualTo(77);
        assertThat(verifies(
                        new JsonObject(Files.readString(jwks))
                                .getJsonArray("keys")
                                .getJsonObject(0),
                        parts))
                .isTrue();
    }

    private static boolean verifies(JsonObject jwk, String... parts) throws Exception {
        var verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(
                KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e"))));
        verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return verifier.verify(Base64.getUrlDecoder().decode(parts[2]));
    }

    private static BigInteger number(JsonObject jwk, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.getString(name)));
    }
}
