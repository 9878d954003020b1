package chat.parley.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** RFC 8725: whatever a stranger can make of a token without the private key is refused. */
@QuarkusTest
@QuarkusTestResource(AuthBacking.class)
class ForgedTokenTest {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final long SEED = 20261121;

    @Test
    void noForgedTokenIsAccepted() throws JoseException {
        var pair = Api.signedUp(Api.newName());
        var account = "/internal/accounts/" + UUID.randomUUID();

        var forged = forge(pair.access());

        assertThat(forged).hasSizeGreaterThan(200);
        assertThat(status(account, pair.access()))
                .as("the true token, of an unknown account")
                .isEqualTo(404);
        assertThat(forged)
                .allSatisfy(token -> assertThat(status(account, token)).isEqualTo(401));
        assertThat(status(account, pair.refresh())).as("a refresh token").isEqualTo(401);
    }

    private static List<String> forge(String access) throws JoseException {
        var parts = access.split("\\.");
        var header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
        var forged = new ArrayList<String>();
        for (var algorithm : List.of("none", "None", "NONE", "nOnE", "", "HS256", "RS384", "PS256", "ES256")) {
            var changed = header.replace("RS256", algorithm);
            forged.add(encode(changed) + "." + parts[1] + "." + parts[2]);
            forged.add(encode(changed) + "." + parts[1] + ".");
            forged.add(encode(changed) + "." + parts[1]);
        }
        for (var extra : List.of(
                "\"jku\":\"http://127.0.0.1:1/jwks.json\"",
                "\"x5u\":\"http://127.0.0.1:1/cert\"",
                "\"kid\":\"../../../../dev/null\"",
                "\"kid\":null",
                "\"crit\":[\"exp\"]")) {
            forged.add(encode(header.replaceFirst("\\{", "{" + extra + ",")) + "." + parts[1] + "." + parts[2]);
        }
        forged.add(TestTokens.access(UUID.randomUUID(), 1, "mallory"));
        forged.add(signedWithThePublicKeyAsSecret(parts[1]));
        var random = new Random(SEED);
        while (forged.size() < 250) {
            var bytes = access.getBytes(StandardCharsets.US_ASCII);
            var at = random.nextInt(bytes.length - 1);
            bytes[at] = (byte) (bytes[at] == 'A' ? 'B' : 'A');
            forged.add(new String(bytes, StandardCharsets.US_ASCII));
        }
        return forged;
    }

    private static String signedWithThePublicKeyAsSecret(String payload) throws JoseException {
        var jwks = new JsonWebKeySet(given().get("/.well-known/jwks.json").asString());
        var signature = new JsonWebSignature();
        signature.setPayload(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
        signature.setKey(new HmacKey(jwks.getJsonWebKeys().getFirst().getKey().getEncoded()));
        signature.setKeyIdHeaderValue(jwks.getJsonWebKeys().getFirst().getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        return signature.getCompactSerialization();
    }

    private static int status(String path, String token) {
        return given().header("Authorization", "Bearer " + token).get(path).statusCode();
    }

    private static String encode(String header) {
        return BASE64.encodeToString(header.getBytes(StandardCharsets.UTF_8));
    }
}
