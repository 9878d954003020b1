package chat.parley.common.identity;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.testing.fuzz.Fuzz;
import chat.parley.common.testing.fuzz.Mutations;
import chat.parley.common.testing.fuzz.Outcomes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Tokens that are nearly ours, and tokens of ours that say nonsense. */
class TokensFuzzTest {

    private static final String CLAIMS = """
            {"iss":"parley","aud":"parley","iat":1795240870,"exp":4102444800,"jti":"01a1fcb1-c35c-7882-b481-de3767c56e1a",\
            "sub":"ada","user_id":"01a1fcb1-c33b-72d6-8aea-c540145efa25","number":1,"sid":"01a1fcb1-c35b-7fdd-bcd8-c6909b518075",\
            "token_type":"access","dialect":"friendship","groups":["user"]}""";

    private static RsaJsonWebKey key;
    private static Tokens tokens;
    private static String good;

    @BeforeContainer
    static void issue() throws IOException, JoseException {
        key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId("test");
        var jwks = Files.createTempFile(Path.of("target"), "jwks", ".json");
        Files.writeString(jwks, new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY));
        var config = new Config(jwks);
        tokens = new Tokens(new PublicKeys(config), config);
        good = sign(CLAIMS);
    }

    @Provide
    Arbitrary<String> nearlyTokens() {
        return Mutations.of(
                good, good.substring(0, good.lastIndexOf('.') + 1), "eyJhbGciOiJub25lIn0.e30.", "a.b.c.d.e");
    }

    @Provide
    Arbitrary<String> nearlyClaims() {
        return Mutations.of(CLAIMS);
    }

    /** What is let in under another spelling of the signature is still what was signed. */
    @Fuzz
    void aTokenIsOursOrInvalid(@ForAll("nearlyTokens") String token) {
        Outcomes.of(() -> tokens.read(token, TokenType.ACCESS), InvalidToken.class)
                .ifPresent(caller -> assertThat(caller.username()).isEqualTo("ada"));
        Outcomes.of(() -> tokens.readExpired(token, TokenType.REFRESH), InvalidToken.class)
                .ifPresent(_ -> assertThat(token)
                        .as("an access token for a refresh token")
                        .isEmpty());
    }

    @Fuzz
    void aSignedTokenThatSaysNonsenseIsInvalid(@ForAll("nearlyClaims") String claims) throws JoseException {
        var token = sign(claims);

        Outcomes.of(() -> tokens.read(token, TokenType.ACCESS), InvalidToken.class)
                .ifPresent(caller -> {
                    assertThat(caller.userId()).isNotNull();
                    assertThat(caller.sid()).isNotNull();
                    assertThat(caller.username()).isNotNull();
                    assertThat(caller.dialect()).isNotNull();
                });
    }

    private static String sign(String claims) throws JoseException {
        var signature = new JsonWebSignature();
        signature.setPayload(claims);
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        return signature.getCompactSerialization();
    }

    private record Config(Path jwks) implements IdentityConfig {

        @Override
        public String issuer() {
            return "parley";
        }

        @Override
        public String audience() {
            return "parley";
        }

        @Override
        public Duration clockSkew() {
            return Duration.ofSeconds(2);
        }
    }
}
