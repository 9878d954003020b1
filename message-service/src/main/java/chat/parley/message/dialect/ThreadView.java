package chat.parley.message.dialect;

import chat.parley.common.http.PublicUrl;
import chat.parley.message.conversation.Correspondence;
import chat.parley.message.profile.Profile;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A thread. The last field is spelt as the published document spells it. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "Thread")
public record ThreadView(
        @Schema(examples = "7") long id,

        @Schema(description = "Who wrote first") ThreadUserView userOne,

        ThreadUserView userTwo,

        @Schema(examples = "2026-11-20T23:51:18.450850Z") String craeted) {

    static ThreadView of(Correspondence thread, Map<UUID, Profile> people, PublicUrl address) {
        return new ThreadView(
                thread.number(),
                ThreadUserView.of(thread.first(), people, address),
                ThreadUserView.of(thread.second(), people, address),
                MessageTimes.sixDigits(thread.createdAt()));
    }
}
