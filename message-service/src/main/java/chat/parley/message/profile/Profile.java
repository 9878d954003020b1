package chat.parley.message.profile;

import chat.parley.common.event.Person;
import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;

/**
 * Our copy of what others see of a user.
 *
 * @param email null when none was given
 * @param avatar path below the public address, or null
 * @param version grows with every change
 */
public record Profile(
        UUID userId, String username, String email, String firstName, String lastName, String avatar, long version) {

    static Profile of(Person person) {
        return new Profile(
                person.userId(),
                person.username(),
                person.email(),
                person.firstName() == null ? "" : person.firstName(),
                person.lastName() == null ? "" : person.lastName(),
                person.avatar(),
                person.version());
    }

    /** Whether there is nothing in it but what an account has from the first. */
    public boolean isBare() {
        return firstName.isEmpty() && lastName.isEmpty() && avatar == null;
    }

    static Profile of(Row row) {
        return new Profile(
                row.getUUID("user_id"),
                row.getString("username"),
                row.getString("email"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("avatar"),
                row.getLong("version"));
    }
}
