package chat.parley.deploy.fault.load;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * What a login hands out.
 *
 * @param expiresAt the end of the access token, by the clock that this machine shares with whoever signed it
 */
public record Tokens(String access, String refresh, Instant issuedAt, Instant expiresAt) {

    /** Reads {@code iat} and {@code exp} in the access token (RFC 7519, section 4.1); the signature is the server's business. */
    public static Tokens of(String access, String refresh) {
        var payload = Base64.getUrlDecoder().decode(access.split("\\.")[1]);
        var claims = new JsonObject(new String(payload, StandardCharsets.UTF_8));
        return new Tokens(
                access,
                refresh,
                Instant.ofEpochSecond(claims.getLong("iat")),
                Instant.ofEpochSecond(claims.getLong("exp")));
    }

    boolean areExpired() {
        return !Instant.now().isBefore(expiresAt);
    }

    /** When so much of the access token's life is over. */
    Instant after(double share) {
        var life = Duration.between(issuedAt, expiresAt);
        return issuedAt.plusMillis((long) (life.toMillis() * share));
    }

    /** Tokens are never to be logged. */
    @Override
    public String toString() {
        return "Tokens[…, until " + expiresAt + "]";
    }
}
