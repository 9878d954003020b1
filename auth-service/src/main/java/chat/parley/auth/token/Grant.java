package chat.parley.auth.token;

import chat.parley.common.identity.Dialect;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * All that decides a pair of tokens: the same grant always makes the very same pair.
 *
 * @param kid the key that signs
 * @param issuedAt in whole seconds, as tokens tell time
 * @param accessId {@code jti} of the access token
 * @param refreshId {@code jti} of the refresh token
 */
public record Grant(
        UUID userId,
        long number,
        String username,
        UUID sid,
        Dialect dialect,
        String kid,
        Instant issuedAt,
        UUID accessId,
        UUID refreshId) {

    public static Grant of(UUID userId, long number, String username, UUID sid, Dialect dialect, String kid) {
        return new Grant(
                userId,
                number,
                username,
                sid,
                dialect,
                kid,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                UuidCreator.getTimeOrderedEpoch(),
                UuidCreator.getTimeOrderedEpoch());
    }
}
