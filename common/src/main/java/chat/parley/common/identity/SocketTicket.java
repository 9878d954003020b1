package chat.parley.common.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;

/**
 * What a ticket stands for: whoever shows it at the handshake of {@code /ws/v1} is let in once as this user. auth-service
 * keeps it in Redis under {@link #key} as JSON, for {@link #LIFE}; the gateway takes it out (GETDEL), so that of any number
 * at once one gets it. A ticket lost with Redis is asked for again.
 *
 * @param userId the account
 * @param number the account's id in {@code social}
 * @param sid the login session under which it was asked for
 * @param dialect the dialect that issued the access token, as the claim has it
 * @param expiresAt when that access token expires, in Unix seconds
 */
public record SocketTicket(
        @JsonProperty("user_id") UUID userId,
        long number,
        String username,
        UUID sid,
        String dialect,
        @JsonProperty("exp") long expiresAt) {

    public static final Duration LIFE = Duration.ofSeconds(30);

    public static SocketTicket of(Caller caller) {
        return new SocketTicket(
                caller.userId(),
                caller.number(),
                caller.username(),
                caller.sid(),
                caller.dialect().claim(),
                caller.expiresAt().getEpochSecond());
    }

    /** Where it lies in Redis: never under the ticket itself, so that a dump of the keys opens nothing. */
    public static String key(String ticket) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(StandardCharsets.UTF_8));
            return "ticket:" + HexFormat.of().formatHex(sha256);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
