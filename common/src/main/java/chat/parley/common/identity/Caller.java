package chat.parley.common.identity;

import io.quarkus.security.identity.SecurityIdentity;
import java.security.Principal;
import java.time.Instant;
import java.util.UUID;

/**
 * Who makes a request, as their access token says.
 *
 * @param userId the account's id, in every dialect but {@code social}
 * @param number the account's id in {@code social}
 * @param username unique and immutable
 * @param sid the login session under which the token was issued
 * @param dialect the dialect that issued the token
 * @param expiresAt when the token expires
 * @param token the token itself, to ask another service on the caller's behalf; never to be logged
 */
public record Caller(
        UUID userId, long number, String username, UUID sid, Dialect dialect, Instant expiresAt, String token)
        implements Principal {

    /** The caller of a request to a guarded resource. */
    public static Caller of(SecurityIdentity identity) {
        return (Caller) identity.getPrincipal();
    }

    @Override
    public String getName() {
        return username;
    }

    /** Without the token: a principal is easily logged. */
    @Override
    public String toString() {
        return "Caller[" + userId + ", sid=" + sid + "]";
    }
}
