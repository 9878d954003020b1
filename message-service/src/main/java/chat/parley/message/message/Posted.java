package chat.parley.message.message;

import chat.parley.message.conversation.Conversation;
import java.util.UUID;

/**
 * A message that is in its conversation, and with it what it takes to tell of it.
 *
 * @param friendshipId the friendship of the two, null when they have none
 * @param isRepeat whether it was there before: it is read again, or has only been sent again
 * @param traceparent the span that it comes from; null when it is not traced
 */
public record Posted(
        Message message, Conversation conversation, UUID friendshipId, boolean isRepeat, String traceparent) {

    Posted(Message message, Conversation conversation, UUID friendshipId, boolean isRepeat) {
        this(message, conversation, friendshipId, isRepeat, null);
    }

    /** The other side of a direct conversation; null in the lobby. */
    public UUID recipientId() {
        return conversation.otherThan(message.senderId());
    }

    Posted from(String span) {
        return new Posted(message, conversation, friendshipId, isRepeat, span);
    }

    Posted withMessage(Message other) {
        return new Posted(other, conversation, friendshipId, isRepeat, traceparent);
    }
}
