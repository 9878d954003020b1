package chat.parley.user.profile;

import chat.parley.common.event.Person;
import chat.parley.common.event.UserEvent.ProfileChanged;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * What others see of a user.
 *
 * @param number the integer id of {@code social}
 * @param email null when none was given; so are bio and avatar
 * @param avatar path below the public address
 * @param status {@code online}, {@code offline}, {@code busy} or {@code away}, as the user set it
 * @param version grows with every change
 */
public record Profile(
        UUID userId,
        long number,
        String username,
        String email,
        String firstName,
        String lastName,
        String bio,
        String avatar,
        String status,
        long version) {

    /** What a user may set as their status. */
    public static final Set<String> STATUSES = Set.of("online", "offline", "busy", "away");

    /** Of somebody who just signed up; without an avatar, which must be taken first. */
    static Profile of(Account account) {
        return new Profile(
                account.userId(),
                account.number(),
                account.username(),
                account.email(),
                text(account.firstName()),
                text(account.lastName()),
                null,
                null,
                "online",
                1);
    }

    static Profile of(Row row) {
        return new Profile(
                row.getUUID("user_id"),
                row.getLong("number"),
                row.getString("username"),
                row.getString("email"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("bio"),
                row.getString("avatar"),
                row.getString("status"),
                row.getLong("version"));
    }

    /** Usernames are compared under this form of them. */
    static String key(String username) {
        return username.toLowerCase(Locale.ROOT);
    }

    /** As it is after the change; the same when nothing changes. */
    Profile changed(ProfilePatch patch) {
        var changed = new Profile(
                userId,
                number,
                username,
                email,
                patch.firstName().orElse(firstName),
                patch.lastName().orElse(lastName),
                patch.bio().isPresent() ? givenOrNull(patch.bio().get()) : bio,
                patch.avatar().of(avatar),
                patch.status().orElse(status),
                version);
        return changed.equals(this) ? this : changed.next();
    }

    Profile withAvatar(String path) {
        return new Profile(userId, number, username, email, firstName, lastName, bio, path, status, version);
    }

    ProfileChanged event() {
        return new ProfileChanged(person());
    }

    public Person person() {
        return new Person(userId, number, username, email, firstName, lastName, avatar, bio, status, version);
    }

    private Profile next() {
        return new Profile(userId, number, username, email, firstName, lastName, bio, avatar, status, version + 1);
    }

    private static String givenOrNull(String text) {
        return text.isBlank() ? null : text;
    }

    private static String text(String given) {
        return given == null ? "" : given;
    }
}
