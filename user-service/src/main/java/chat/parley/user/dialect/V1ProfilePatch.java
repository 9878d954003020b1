package chat.parley.user.dialect;

import chat.parley.common.http.JsonBody;
import chat.parley.user.profile.AvatarChange;
import chat.parley.user.profile.Profile;
import chat.parley.user.profile.ProfilePatch;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What somebody changes about themselves in {@code v1}; null empties a field, what is absent stays. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "V1ProfilePatch")
record V1ProfilePatch(
        @Schema(examples = "Ada", maxLength = ProfilePatch.MAX_NAME, nullable = true)
        String firstName,

        @Schema(examples = "Lovelace", maxLength = ProfilePatch.MAX_NAME, nullable = true)
        String lastName,

        @Schema(examples = "I like engines.", maxLength = ProfilePatch.MAX_BIO, nullable = true)
        String bio,

        @Schema(
                enumeration = {"online", "offline", "busy", "away"},
                examples = "busy")
        String status) {

    /** @throws chat.parley.common.failure.InvalidRequest with all that is wrong */
    static ProfilePatch read(byte[] given) {
        var body = JsonBody.of(given);
        var patch = new ProfilePatch(
                text(body, "first_name", ProfilePatch.MAX_NAME),
                text(body, "last_name", ProfilePatch.MAX_NAME),
                text(body, "bio", ProfilePatch.MAX_BIO),
                status(body),
                AvatarChange.NONE);
        body.check();
        return patch;
    }

    private static Optional<String> text(JsonBody body, String name, int most) {
        if (body.isNull(name)) {
            return Optional.of("");
        }
        var text = body.textIfGiven(name).map(String::strip);
        if (text.filter(given -> given.codePointCount(0, given.length()) > most).isPresent()) {
            body.refuse(name, "Must have no more than " + most + " characters.");
        }
        return text;
    }

    private static Optional<String> status(JsonBody body) {
        var status = body.textIfGiven("status");
        if (body.isNull("status") || status.isPresent() && !Profile.STATUSES.contains(status.get())) {
            body.refuse("status", "Must be `online`, `offline`, `busy` or `away`.");
        }
        return status;
    }
}
