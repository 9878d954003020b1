package chat.parley.user.dialect;

import chat.parley.common.http.Fields;
import chat.parley.common.social.SocialInvalid;
import chat.parley.user.profile.AvatarChange;
import chat.parley.user.profile.Profile;
import chat.parley.user.profile.ProfilePatch;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What {@code social} lets somebody change; what is absent stays. */
@Schema(name = "SocialProfilePatch")
record SocialProfilePatch(
        @Schema(examples = "Tea, no milk.", nullable = true) String bio,

        @Schema(type = SchemaType.STRING, format = "binary", nullable = true)
        String avatar,

        @Schema(enumeration = {"online", "offline", "busy", "away"})
        String status,

        @JsonProperty("first_name") @Schema(examples = "Jane", maxLength = 150)
        String firstName,

        @JsonProperty("last_name") @Schema(examples = "Doe", maxLength = 150)
        String lastName) {

    /** All but the avatar. */
    static ProfilePatch of(Fields fields) {
        return new ProfilePatch(
                text(fields, "first_name", ProfilePatch.MAX_NAME),
                text(fields, "last_name", ProfilePatch.MAX_NAME),
                isNull(fields, "bio") ? Optional.of("") : text(fields, "bio", ProfilePatch.MAX_BIO),
                fields.has("status") ? Optional.of(status(fields)) : Optional.empty(),
                AvatarChange.NONE);
    }

    /** @throws SocialInvalid when it is missing, or none that there is */
    static String status(Fields fields) {
        var given = fields.json("status").orElseThrow(() -> SocialInvalid.missing("status"));
        return fields.text("status")
                .filter(Profile.STATUSES::contains)
                .orElseThrow(() -> SocialInvalid.notAChoice("status", given.asText()));
    }

    private static Optional<String> text(Fields fields, String name, int most) {
        if (!fields.has(name)) {
            return Optional.empty();
        }
        if (isNull(fields, name)) {
            throw new SocialInvalid(name, "This field may not be null.");
        }
        var text = fields.text(name)
                .orElseThrow(() -> new SocialInvalid(name, "Not a valid string."))
                .strip();
        if (text.codePointCount(0, text.length()) > most) {
            throw new SocialInvalid(name, "Ensure this field has no more than " + most + " characters.");
        }
        return Optional.of(text);
    }

    private static boolean isNull(Fields fields, String name) {
        return fields.json(name).filter(JsonNode::isNull).isPresent();
    }

    @Schema(name = "SocialStatus", requiredProperties = "status")
    record Status(
            @Schema(
                    enumeration = {"online", "offline", "busy", "away"},
                    examples = "busy")
            String status) {}
}
