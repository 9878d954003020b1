package chat.parley.message.dialect;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.http.PublicUrl;
import chat.parley.message.attachment.Examples;
import chat.parley.message.receipt.Member;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A message, and how far it has come with its receiver: <b>S</b> of the {@code friendship} document. Its id is the message's. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "FriendshipMessageStatus")
public record FriendshipMessageView(
        @Schema(examples = "01f0a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b")
        UUID id,

        Body message,

        @JsonProperty("is_received") @Schema(description = "A device of the receiver has it")
        boolean received,

        @JsonProperty("is_seen") boolean seen,
        @Schema(examples = "2026-11-20T23:51:18.450850Z") String updatedAt,
        @Schema(description = "A user's id") UUID receiver) {

    /** @param receiver the marks of the user it was sent to */
    static FriendshipMessageView of(ChatMessage message, UUID friendship, Member receiver, PublicUrl address) {
        var seen = message.seq() <= receiver.mark().read();
        var received = message.seq() <= receiver.mark().delivered();
        return new FriendshipMessageView(
                message.id(),
                Body.of(message, friendship, address),
                received,
                seen,
                MessageTimes.sixDigits(MessageTimes.updatedAt(message, receiver)),
                message.recipientId());
    }

    /** What was said. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "FriendshipMessage")
    public record Body(
            UUID id,
            @Schema(examples = "See you at eight?") String content,

            @Schema(examples = "2026-11-20T23:51:18.450850Z")
            String createdAt,

            UUID friendship,
            @Schema(description = "A user's id") UUID sender,
            @Schema(description = "A user's id") UUID receiver,
            List<Media> media) {

        static Body of(ChatMessage message, UUID friendship, PublicUrl address) {
            return new Body(
                    message.id(),
                    message.body(),
                    MessageTimes.sixDigits(message.at()),
                    friendship,
                    message.senderId(),
                    message.recipientId(),
                    message.attachments().stream()
                            .map(attachment -> Media.of(attachment, address))
                            .toList());
        }
    }

    /** A file that came with it. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "FriendshipMedia")
    public record Media(
            UUID id,

            @Schema(description = "Good for 24 hours, without a token", examples = Examples.MEDIA_URL)
            URI file,

            @Schema(examples = "2026-11-20T23:51:18.450850Z")
            String uploadedAt) {

        static Media of(ChatMessage.Attachment attachment, PublicUrl address) {
            return new Media(
                    attachment.id(), address.of(attachment.path()), MessageTimes.sixDigits(attachment.uploadedAt()));
        }
    }
}
