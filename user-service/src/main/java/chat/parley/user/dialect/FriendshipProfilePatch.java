package chat.parley.user.dialect;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a change of one's profile looks like, for the document; it is read leniently, field by field. */
@Schema(name = "FriendshipProfilePatch")
record FriendshipProfilePatch(
        @JsonProperty("first_name") @Schema(examples = "John", maxLength = 150)
        String firstName,

        @JsonProperty("last_name") @Schema(examples = "Doe", maxLength = 150)
        String lastName) {

    @Schema(name = "FriendshipProfilePatchWithImage")
    record WithImage(
            @JsonProperty("first_name") @Schema(examples = "John", maxLength = 150)
            String firstName,

            @JsonProperty("last_name") @Schema(examples = "Doe", maxLength = 150)
            String lastName,

            @JsonProperty("personal_image") @Schema(format = "binary", description = "JPEG, PNG, GIF or WebP")
            String personalImage) {}
}
