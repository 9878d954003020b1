package chat.parley.message.dialect;

import chat.parley.message.message.Message;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something said in the lobby. */
@Schema(name = "LobbyMessage")
public record LobbyMessageView(
        @Schema(description = "1, 2, 3 … without a gap", examples = "42")
        long id,

        @Schema(description = "Who said it", examples = "ada")
        String username,

        @Schema(examples = "Hello, all") String text) {

    static LobbyMessageView of(Message message) {
        return new LobbyMessageView(message.seq(), message.senderName(), message.body());
    }
}
