package chat.parley.user.dialect;

import chat.parley.common.http.PublicUrl;
import chat.parley.user.profile.Profile;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One's own profile, as {@code friendship} writes it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "FriendshipProfile")
public record FriendshipProfileView(
        @Schema(examples = "0199f3a8-6f4e-7cc2-9d5a-3f1f4b8a7c10")
        UUID id,

        @Schema(examples = "john") String username,

        @Schema(examples = "john@example.com", nullable = true)
        String email,

        @JsonProperty("first_name") @Schema(examples = "John")
        String firstName,

        @JsonProperty("last_name") @Schema(examples = "Doe") String lastName,

        @JsonProperty("personal_image")
        @Schema(examples = "http://127.0.0.1:8000/media/avatars/Zk3mB0c2l1q9Xw7Rt5Yv8Ns4Pj6Hd0Fa.jpg", nullable = true)
        URI personalImage) {

    static FriendshipProfileView of(Profile profile, PublicUrl url) {
        return new FriendshipProfileView(
                profile.userId(),
                profile.username(),
                profile.email(),
                profile.firstName(),
                profile.lastName(),
                profile.avatar() == null ? null : url.of(profile.avatar()));
    }
}
