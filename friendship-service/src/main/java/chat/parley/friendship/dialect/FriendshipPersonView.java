package chat.parley.friendship.dialect;

import chat.parley.common.event.Person;
import chat.parley.common.http.PublicUrl;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One side of a friendship, as {@code friendship} writes it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "FriendshipPerson")
public record FriendshipPersonView(
        @Schema(examples = "5b0e4dcc-6cf0-4d6a-9ac0-0f5c54d1b8a1")
        UUID id,

        @JsonProperty("personal_image")
        @Schema(examples = "http://127.0.0.1:8000/media/avatars/Zk3mB0c2l1q9Xw7Rt5Yv8Ns4Pj6Hd0Fa.jpg", nullable = true)
        URI personalImage,

        @Schema(examples = "john") String username,

        @JsonProperty("first_name") @Schema(examples = "John")
        String firstName,

        @JsonProperty("last_name") @Schema(examples = "Doe") String lastName,

        @Schema(examples = "john@example.com", nullable = true)
        String email) {

    static FriendshipPersonView of(Person person, PublicUrl url) {
        return new FriendshipPersonView(
                person.userId(),
                person.avatar() == null ? null : url.of(person.avatar()),
                person.username(),
                person.firstName(),
                person.lastName(),
                person.email());
    }
}
