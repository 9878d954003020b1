package chat.parley.user.dialect;

import chat.parley.common.http.PublicUrl;
import chat.parley.user.profile.Profile;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Somebody found, as {@code friendship} writes it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "FriendshipUser")
public record FriendshipUserView(
        @Schema(examples = "0199f3a8-6f4e-7cc2-9d5a-3f1f4b8a7c10")
        UUID id,

        @Schema(examples = "john") String username,

        @JsonProperty("personal_image")
        @Schema(examples = "http://127.0.0.1:8000/media/avatars/Zk3mB0c2l1q9Xw7Rt5Yv8Ns4Pj6Hd0Fa.jpg", nullable = true)
        URI personalImage) {

    static FriendshipUserView of(Profile profile, PublicUrl url) {
        return new FriendshipUserView(
                profile.userId(), profile.username(), profile.avatar() == null ? null : url.of(profile.avatar()));
    }
}
