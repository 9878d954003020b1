package chat.parley.message.message;

import java.util.UUID;

/** A message that was sent under a {@link SentKey}, and the {@link Digest} of what was asked. */
record Sent(Message message, UUID digest) {

    boolean isRepeatedBy(UUID conversationId, UUID otherDigest) {
        return message.conversationId().equals(conversationId) && digest.equals(otherDigest);
    }
}
