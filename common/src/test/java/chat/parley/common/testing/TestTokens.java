package chat.parley.common.testing;

import chat.parley.common.identity.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Tokens as auth-service issues them, for tests of the services that only read them. */
public final class TestTokens {

    private static final String PRIVATE_KEY = "parley.test.private-key";

    private TestTokens() {}

    /** Makes a key pair in the directory; the configuration that makes a service read its public half. */
    static Map<String, String> writeKeys(Path directory) throws IOException {
        try {
            var key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("test");
            key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
            var jwks = directory.resolve("jwks.json");
            Files.writeString(jwks, new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY));
            return Map.of(
                    "parley.identity.jwks",
                    jwks.toString(),
                    PRIVATE_KEY,
                    key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
        } catch (JoseException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public static String access(UUID userId, long number, String username) {
        return access(userId, number, username, UUID.randomUUID(), Dialect.FRIENDSHIP);
    }

    public static String access(UUID userId, long number, String username, UUID sid, Dialect dialect) {
        return token(userId, number, username, sid, dialect, "access", Duration.ofMinutes(15));
    }

    /** @param life negative for a token that has expired */
    public static String token(
            UUID userId, long number, String username, UUID sid, Dialect dialect, String type, Duration life) {
        var claims = new JwtClaims();
        claims.setIssuer("parley");
        claims.setAudience("parley");
        claims.setGeneratedJwtId();
        var expiresAt = Instant.now().plus(life);
        claims.setIssuedAt(NumericDate.fromSeconds(
                (life.isNegative() ? expiresAt.minusSeconds(900) : Instant.now()).getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(expiresAt.getEpochSecond()));
        claims.setSubject(username);
        claims.setClaim("user_id", userId.toString());
        claims.setClaim("number", number);
        claims.setClaim("sid", sid.toString());
        claims.setClaim("token_type", type);
        claims.setClaim("dialect", dialect.claim());
        claims.setClaim("groups", List.of("user"));
        return sign(claims);
    }

    /** The pair that signs them. */
    public static PublicJsonWebKey key() {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(
                    ConfigProvider.getConfig().getValue(PRIVATE_KEY, String.class));
        } catch (JoseException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String sign(JwtClaims claims) {
        try {
            var key = key();
            var signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setKey(key.getPrivateKey());
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setHeader("typ", "JWT");
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            return signature.getCompactSerialization();
        } catch (JoseException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
