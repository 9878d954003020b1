package chat.parley.common.social;

import chat.parley.common.event.Person;
import chat.parley.common.http.PublicUrl;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A user, as {@code social} writes it: {@code U}. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "SocialPerson")
public record SocialUser(
        @Schema(examples = "7") long id,

        @Schema(examples = "0199f3a8-6f4e-7cc2-9d5a-3f1f4b8a7c10")
        UUID uuid,

        @Schema(examples = "jane@example.com", nullable = true)
        String email,

        @Schema(examples = "jane") String username,

        @Schema(examples = "I like it here.", nullable = true)
        String bio,

        @Schema(examples = "http://127.0.0.1:8000/media/avatars/Zk3mB0c2l1q9Xw7Rt5Yv8Ns4Pj6Hd0Fa.jpg", nullable = true)
        URI avatar,

        @Schema(
                enumeration = {"online", "offline", "busy", "away"},
                examples = "online")
        String status,

        @JsonProperty("is_online") @Schema(examples = "true")
        boolean isOnline) {

    /** Who has set their status to offline is not shown as online. */
    public static SocialUser of(Person person, boolean hasSocket, PublicUrl url) {
        var status = person.shownStatus(hasSocket);
        return new SocialUser(
                person.number(),
                person.userId(),
                person.email(),
                person.username(),
                person.bio(),
                person.avatar() == null ? null : url.of(person.avatar()),
                status,
                !status.equals(Person.OFFLINE));
    }
}
