package chat.parley.auth.token;

import java.time.Duration;
import java.time.Instant;

/**
 * What a client holds while it is logged in.
 *
 * @param accessLife how long the access token is good for from when it was issued
 * @param refreshExpiresAt until when the refresh token can be used
 */
public record TokenPair(String access, String refresh, Duration accessLife, Instant refreshExpiresAt) {

    /** Without the tokens: records are easily logged. */
    @Override
    public String toString() {
        return "TokenPair[until " + refreshExpiresAt + "]";
    }
}
