package chat.parley.common.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A stored message, with all that any dialect needs to write it.
 *
 * @param seq 1, 2, 3 … without a gap in its conversation
 * @param number an integer id, unique among all messages, ascending
 * @param kind {@code direct} or {@code lobby}
 * @param recipientId the other side of a direct conversation, null in the lobby
 * @param friendshipId the friendship of the two, null when they have none
 * @param at when it was written
 * @param awaitsAnnouncement whether the sockets of {@code thread}, where a file is uploaded first and announced then, show it
 *     when it is announced and not before
 */
public record ChatMessage(
        UUID conversationId,
        long seq,
        UUID id,
        long number,
        UUID clientId,
        String kind,
        UUID senderId,
        String senderName,
        UUID recipientId,
        UUID friendshipId,
        String body,
        List<Attachment> attachments,
        Instant at,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean awaitsAnnouncement) {

    public ChatMessage(
            UUID conversationId,
            long seq,
            UUID id,
            long number,
            UUID clientId,
            String kind,
            UUID senderId,
            String senderName,
            UUID recipientId,
            UUID friendshipId,
            String body,
            List<Attachment> attachments,
            Instant at) {
        this(
                conversationId,
                seq,
                id,
                number,
                clientId,
                kind,
                senderId,
                senderName,
                recipientId,
                friendshipId,
                body,
                attachments,
                at,
                false);
    }

    /**
     * A file that came with it.
     *
     * @param size bytes
     * @param type media type, by content
     * @param path below the public address, with its expiring signature
     */
    public record Attachment(UUID id, String name, long size, String type, String path, Instant uploadedAt) {}
}
