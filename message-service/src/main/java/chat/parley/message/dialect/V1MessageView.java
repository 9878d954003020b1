package chat.parley.message.dialect;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.http.PublicUrl;
import chat.parley.message.attachment.Examples;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A message: <b>M</b> of {@code v1}, over HTTP and on the socket. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "V1Message")
public record V1MessageView(
        UUID conversation,

        @Schema(description = "1, 2, 3 … without a gap in the conversation", examples = "42")
        long seq,

        @Schema(examples = "01f0a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b")
        UUID id,

        @Schema(description = "The sender's own id for it") UUID clientId,
        @Schema(description = "A user's id") UUID sender,
        @Schema(examples = "See you at eight?") String body,
        List<Attachment> attachments,
        @Schema(examples = "2026-11-20T23:51:18.450850Z") Instant at) {

    static V1MessageView of(ChatMessage message, PublicUrl address) {
        return new V1MessageView(
                message.conversationId(),
                message.seq(),
                message.id(),
                message.clientId(),
                message.senderId(),
                message.body(),
                message.attachments().stream()
                        .map(attachment -> Attachment.of(attachment, address))
                        .toList(),
                message.at());
    }

    /** A file that came with it. */
    @Schema(name = "V1MessageAttachment")
    public record Attachment(
            UUID id,
            @Schema(examples = "holiday.jpg") String name,

            @Schema(description = "Bytes", examples = "48213")
            long size,

            @Schema(examples = "image/jpeg") String type,

            @Schema(description = "Good for 24 hours, without a token", examples = Examples.MEDIA_URL)
            URI url) {

        static Attachment of(ChatMessage.Attachment attachment, PublicUrl address) {
            return new Attachment(
                    attachment.id(),
                    attachment.name(),
                    attachment.size(),
                    attachment.type(),
                    address.of(attachment.path()));
        }
    }
}
