package chat.parley.message.message;

import chat.parley.common.chat.Command;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Tells a repeat of a send from another message under the same id: half of the SHA-256 of body and attachments. */
final class Digest {

    private Digest() {}

    static UUID of(Command.Send send) {
        var sha256 = sha256();
        sha256.update(send.body().getBytes(StandardCharsets.UTF_8));
        // No body contains U+0000, so a body never reads like a shorter one with attachments.
        sha256.update((byte) 0);
        send.attachments().forEach(id -> sha256.update(bytes(id)));
        var half = ByteBuffer.wrap(sha256.digest());
        return new UUID(half.getLong(), half.getLong());
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
