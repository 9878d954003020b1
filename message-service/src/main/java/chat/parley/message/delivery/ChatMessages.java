package chat.parley.message.delivery;

import chat.parley.common.chat.ChatMessage;
import chat.parley.message.attachment.Attachment;
import chat.parley.message.attachment.SignedPaths;
import chat.parley.message.message.Posted;
import jakarta.enterprise.context.ApplicationScoped;

/** Messages as gateways and dialects see them. */
@ApplicationScoped
public class ChatMessages {

    private final SignedPaths paths;

    public ChatMessages(SignedPaths paths) {
        this.paths = paths;
    }

    public ChatMessage of(Posted posted) {
        var message = posted.message();
        return new ChatMessage(
                message.conversationId(),
                message.seq(),
                message.id(),
                message.number(),
                message.clientId(),
                posted.conversation().kind().word(),
                message.senderId(),
                message.senderName(),
                posted.recipientId(),
                posted.friendshipId(),
                message.body(),
                message.attachments().stream().map(this::of).toList(),
                message.createdAt(),
                message.awaitsAnnouncement());
    }

    private ChatMessage.Attachment of(Attachment attachment) {
        return new ChatMessage.Attachment(
                attachment.id(),
                attachment.name(),
                attachment.size(),
                attachment.type(),
                paths.sign(attachment.path()),
                attachment.createdAt());
    }
}
