package chat.parley.user.profile;

import chat.parley.common.failure.Invalid;
import chat.parley.common.http.Fields;
import java.util.Optional;

/**
 * What somebody changes about their profile; what is absent stays.
 *
 * @param bio blank for none
 * @param status one of {@link Profile#STATUSES}
 */
public record ProfilePatch(
        Optional<String> firstName,
        Optional<String> lastName,
        Optional<String> bio,
        Optional<String> status,
        AvatarChange avatar) {

    public static final int MAX_NAME = 150;
    public static final int MAX_BIO = 1000;

    /** Changes nothing. */
    public static final ProfilePatch NONE =
            new ProfilePatch(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), AvatarChange.NONE);

    /**
     * The names among the fields.
     *
     * @throws Invalid when one is given that is no text, or too long
     */
    public static ProfilePatch of(Fields fields) {
        return new ProfilePatch(
                name(fields, "first_name"),
                name(fields, "last_name"),
                Optional.empty(),
                Optional.empty(),
                AvatarChange.NONE);
    }

    /** Nothing but the status. */
    public static ProfilePatch ofStatus(String status) {
        return new ProfilePatch(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(status), AvatarChange.NONE);
    }

    public ProfilePatch with(AvatarChange change) {
        return new ProfilePatch(firstName, lastName, bio, status, change);
    }

    private static Optional<String> name(Fields fields, String field) {
        if (!fields.has(field)) {
            return Optional.empty();
        }
        var name = fields.text(field)
                .orElseThrow(() -> new Invalid("invalid-name", field + " must be a text."))
                .strip();
        if (name.codePointCount(0, name.length()) > MAX_NAME) {
            throw new Invalid("name-too-long", field + " must have no more than " + MAX_NAME + " characters.");
        }
        return Optional.of(name);
    }
}
