package chat.parley.message.dialect;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Bodies of the {@code v1} calls, for the documents. */
final class V1Documents {

    private V1Documents() {}

    @Schema(name = "V1Conversations")
    record ConversationPage(
            List<V1ConversationView> items,

            @Schema(
                    nullable = true,
                    description = "`cursor` of what follows, null at the end",
                    examples = "Y29udmVyc2F0aW9ucywyMDI2")
            String next) {}

    @Schema(name = "V1Messages")
    record MessagePage(
            @Schema(description = "Oldest first") List<V1MessageView> items,

            @Schema(
                    nullable = true,
                    description = "`cursor` of what follows in the direction asked for, null at the end",
                    examples = "bWVzc2FnZXMsMDFmMGEx")
            String next) {}

    @Schema(name = "V1NewConversation")
    record NewConversation(
            @Schema(required = true, description = "A user's id")
            UUID with) {}

    /** A message to be sent. */
    @Schema(name = "V1NewMessage", requiredProperties = "client_id")
    @JsonNaming(SnakeCaseStrategy.class)
    record NewMessage(
            @Schema(description = "Yours to make up: sent again under it, the message is not written again")
            UUID clientId,

            @Schema(
                    description = "At most 16384 characters; may be empty when there are attachments",
                    examples = "See you at eight?")
            String body,

            @Schema(description = "Ids of files uploaded before, each good for one message")
            List<UUID> attachments) {}

    @Schema(name = "V1ReadMark")
    record ReadMark(
            @Schema(
                    required = true,
                    description = "What lies beyond the last message counts as the last",
                    examples = "42")
            long seq) {}
}
