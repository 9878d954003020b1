package chat.parley.auth.account;

import chat.parley.common.event.AuthEvent;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/**
 * A login record.
 *
 * @param number integer id, ascending, the id in {@code social}
 * @param email null when none was given
 * @param avatar path of the picture given at signup, or null
 */
public record Account(
        UUID userId,
        long number,
        String username,
        String email,
        String passwordHash,
        String firstName,
        String lastName,
        String avatar,
        Instant createdAt) {

    static Account of(Row row) {
        return new Account(
                row.getUUID("user_id"),
                row.getLong("number"),
                row.getString("username"),
                row.getString("email"),
                row.getString("password_hash"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("avatar"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    AuthEvent registered() {
        return new AuthEvent.AccountRegistered(userId, number, username, email, firstName, lastName, avatar, createdAt);
    }

    /** Without the hash and the address: records are easily logged. */
    @Override
    public String toString() {
        return "Account[" + userId + "]";
    }
}
