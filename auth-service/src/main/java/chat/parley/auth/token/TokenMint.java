package chat.parley.auth.token;

import chat.parley.auth.key.SigningKeys;
import chat.parley.common.identity.IdentityConfig;
import chat.parley.common.identity.TokenType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Makes tokens (RFC 7519), signed RS256 with a {@code kid}. */
@ApplicationScoped
public class TokenMint {

    private final SigningKeys keys;
    private final TokenConfig config;
    private final IdentityConfig identity;

    public TokenMint(SigningKeys keys, TokenConfig config, IdentityConfig identity) {
        this.keys = keys;
        this.config = config;
        this.identity = identity;
    }

    /** The id of the key that signs what is granted now. */
    public String signingKeyId() {
        return keys.active().getKeyId();
    }

    public TokenPair mint(Grant grant) {
        var accessUntil = grant.issuedAt().plus(config.accessLife());
        var refreshUntil = grant.issuedAt().plus(config.refreshLife());
        return new TokenPair(
                token(grant, TokenType.ACCESS, grant.accessId(), accessUntil),
                token(grant, TokenType.REFRESH, grant.refreshId(), refreshUntil),
                config.accessLife(),
                refreshUntil);
    }

    private String token(Grant grant, TokenType type, UUID id, Instant until) {
        var claims = new JwtClaims();
        claims.setIssuer(identity.issuer());
        claims.setAudience(identity.audience());
        claims.setIssuedAt(NumericDate.fromSeconds(grant.issuedAt().getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(until.getEpochSecond()));
        claims.setJwtId(id.toString());
        claims.setSubject(grant.username());
        claims.setClaim("user_id", grant.userId().toString());
        claims.setClaim("number", grant.number());
        claims.setClaim("sid", grant.sid().toString());
        claims.setClaim("token_type", type.claim());
        claims.setClaim("dialect", grant.dialect().claim());
        claims.setClaim("groups", List.of("user"));
        return sign(claims, keys.byId(grant.kid()));
    }

    private static String sign(JwtClaims claims, PublicJsonWebKey key) {
        try {
            var signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setKey(key.getPrivateKey());
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setHeader("typ", "JWT");
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            return signature.getCompactSerialization();
        } catch (JoseException unusable) {
            throw new IllegalStateException("key " + key.getKeyId() + " cannot sign", unusable);
        }
    }
}
