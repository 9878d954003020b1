package chat.parley.message.attachment;

import chat.parley.storage.FileStore;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/**
 * A file that was uploaded: its owner's alone until a message takes it, then for all members of that conversation.
 *
 * @param conversationId where it was sent, null until then; so is {@code seq}
 * @param name what its owner calls it: to show, never a path
 * @param size bytes
 * @param type media type, by content where it is an image
 * @param path below the public address, without a signature
 */
public record Attachment(
        UUID id,
        UUID ownerId,
        UUID conversationId,
        Long seq,
        String name,
        long size,
        String type,
        String path,
        Instant createdAt) {

    static final String PREFIX = "/mediafiles/attachments/";

    static Attachment of(Row row) {
        return new Attachment(
                row.getUUID("id"),
                row.getUUID("owner_id"),
                row.getUUID("conversation_id"),
                row.getLong("seq"),
                row.getString("name"),
                row.getLong("size"),
                row.getString("type"),
                row.getString("path"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    /** Its path in the {@link FileStore}. */
    String storedAs() {
        return path.substring(PREFIX.length());
    }

    public boolean isUnused() {
        return conversationId == null;
    }

    public boolean isOwnedBy(UUID user) {
        return ownerId.equals(user);
    }

    /** Whether a browser may show it in place: only what was decoded as an image. */
    boolean isImage() {
        return type.startsWith("image/");
    }
}
