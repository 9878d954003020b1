package chat.parley.common.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.Key;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Reads tokens with the public keys alone (RFC 7519, hardened as RFC 8725 asks): RS256 and nothing else, the key chosen by
 * {@code kid} among ours and never by {@code jku}, {@code x5u} or an embedded key; issuer, audience, expiry and both types, of the header and of the
 * claims, checked.
 */
@ApplicationScoped
public class Tokens {

    private static final AlgorithmConstraints RS256_ONLY =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256);

    private final PublicKeys keys;
    private final JwtConsumer alive;
    private final JwtConsumer anyAge;

    public Tokens(PublicKeys keys, IdentityConfig config) {
        this.keys = keys;
        this.alive = consumer(config).build();
        this.anyAge = consumer(config)
                .setEvaluationTime(NumericDate.fromSeconds(0))
                .setSkipDefaultAudienceValidation()
                .setExpectedAudience(config.audience())
                .build();
    }

    /** @throws InvalidToken when this is no live token of that type */
    public Caller read(String token, TokenType wanted) {
        return caller(token, wanted, alive);
    }

    /** Like {@link #read}, but a token that has expired will do. For the one handshake that may go on with one. */
    public Caller readExpired(String token, TokenType wanted) {
        return caller(token, wanted, anyAge);
    }

    private JwtConsumerBuilder consumer(IdentityConfig config) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(RS256_ONLY)
                .setVerificationKeyResolver(this::keyOf)
                .setExpectedIssuer(config.issuer())
                .setExpectedAudience(config.audience())
                .setExpectedType(true, "JWT")
                .setRequireExpirationTime()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds((int) config.clockSkew().toSeconds());
    }

    private Key keyOf(JsonWebSignature signature, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        var kid = signature.getKeyIdHeaderValue();
        if (kid == null) {
            throw new UnresolvableKeyException("no kid");
        }
        return keys.find(kid).orElseThrow(() -> new UnresolvableKeyException("unknown kid"));
    }

    private static Caller caller(String token, TokenType wanted, JwtConsumer consumer) {
        try {
            var claims = consumer.processToClaims(token);
            if (wanted.claim().equals(claims.getStringClaimValue("token_type"))) {
                return caller(token, claims);
            }
        } catch (InvalidJwtException refused) {
            throw refused.hasExpired() ? InvalidToken.expired() : InvalidToken.malformed();
        } catch (MalformedClaimException | RuntimeException malformed) {
            throw InvalidToken.malformed();
        }
        throw InvalidToken.malformed();
    }

    private static Caller caller(String token, JwtClaims claims) throws MalformedClaimException {
        return new Caller(
                UUID.fromString(claims.getStringClaimValue("user_id")),
                claims.getClaimValue("number", Long.class),
                claims.getSubject(),
                UUID.fromString(claims.getStringClaimValue("sid")),
                Dialect.ofClaim(claims.getStringClaimValue("dialect")),
                Instant.ofEpochSecond(claims.getExpirationTime().getValue()),
                token);
    }
}
