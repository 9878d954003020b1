package chat.parley.message.dialect;

import chat.parley.common.http.PublicUrl;
import chat.parley.message.attachment.Examples;
import chat.parley.message.profile.Profile;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A user: <b>u</b> of the {@code thread} document. */
@Schema(name = "ThreadUser")
public record ThreadUserView(
        UUID id,

        @Schema(nullable = true, examples = "ada@example.org")
        String email,

        @Schema(nullable = true, description = "Null when neither a name nor an image is set")
        Names profile) {

    /** Of somebody whom their service does not know any more, there is the id. */
    static ThreadUserView of(UUID id, Map<UUID, Profile> people, PublicUrl address) {
        var profile = people.get(id);
        return profile == null
                ? new ThreadUserView(id, null, null)
                : new ThreadUserView(id, profile.email(), profile.isBare() ? null : Names.of(profile, address));
    }

    /** What others see. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ThreadProfile")
    public record Names(
            @Schema(examples = "ada") String username,
            @Schema(examples = "Ada") String firstName,
            @Schema(examples = "Lovelace") String lastName,

            @Schema(nullable = true, examples = Examples.AVATAR_URL)
            URI personalImage) {

        static Names of(Profile profile, PublicUrl address) {
            return new Names(
                    profile.username(),
                    profile.firstName(),
                    profile.lastName(),
                    profile.avatar() == null ? null : address.of(profile.avatar()));
        }
    }
}
