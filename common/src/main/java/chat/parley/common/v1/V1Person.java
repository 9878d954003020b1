package chat.parley.common.v1;

import chat.parley.common.event.Person;
import chat.parley.common.http.PublicUrl;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Somebody, as others see them: without the e-mail address, which is theirs to tell.
 *
 * @param avatar null when they have none
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "V1Person")
public record V1Person(
        @Schema(examples = "0199f3a8-6f4e-7cc2-9d5a-3f1f4b8a7c10")
        UUID id,

        @Schema(examples = "ada") String username,
        @Schema(examples = "Ada") String firstName,
        @Schema(examples = "Lovelace") String lastName,

        @Schema(examples = "http://127.0.0.1:8000/media/avatars/Zk3mB0c2l1q9Xw7Rt5Yv8Ns4Pj6Hd0Fa.jpg", nullable = true)
        URI avatar) {

    public static V1Person of(Person person, PublicUrl url) {
        return new V1Person(
                person.userId(),
                person.username(),
                person.firstName(),
                person.lastName(),
                person.avatar() == null ? null : url.of(person.avatar()));
    }
}
