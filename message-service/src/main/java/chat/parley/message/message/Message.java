package chat.parley.message.message;

import chat.parley.message.attachment.Attachment;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * A stored message.
 *
 * @param number ascending integer id among all messages; 0 until it is written
 * @param createdAt to the microsecond, strictly growing with seq
 * @param previousAt when the message before it was written, null for the first of the conversation
 * @param awaitsAnnouncement whether its sender is to announce the file that came with it
 */
public record Message(
        UUID conversationId,
        long seq,
        UUID id,
        long number,
        UUID clientId,
        UUID senderId,
        String senderName,
        String body,
        Instant createdAt,
        Instant previousAt,
        List<Attachment> attachments,
        boolean awaitsAnnouncement) {

    static Message of(Row row) {
        return new Message(
                row.getUUID("conversation_id"),
                row.getLong("seq"),
                row.getUUID("id"),
                row.getLong("number"),
                row.getUUID("client_id"),
                row.getUUID("sender_id"),
                row.getString("sender_name"),
                row.getString("body"),
                instant(row.getOffsetDateTime("created_at")),
                instant(row.getOffsetDateTime("previous_at")),
                List.of(),
                row.getBoolean("awaits_announcement"));
    }

    public MessageKey key() {
        return new MessageKey(conversationId, seq);
    }

    public boolean isBy(UUID user) {
        return senderId.equals(user);
    }

    Message withNumber(long given) {
        return new Message(
                conversationId,
                seq,
                id,
                given,
                clientId,
                senderId,
                senderName,
                body,
                createdAt,
                previousAt,
                attachments,
                awaitsAnnouncement);
    }

    Message withAttachments(List<Attachment> found) {
        return new Message(
                conversationId,
                seq,
                id,
                number,
                clientId,
                senderId,
                senderName,
                body,
                createdAt,
                previousAt,
                found,
                awaitsAnnouncement);
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
