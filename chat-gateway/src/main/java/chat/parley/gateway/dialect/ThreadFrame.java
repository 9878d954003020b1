package chat.parley.gateway.dialect;

import chat.parley.common.chat.ChatMessage;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/** What the server says on the socket of {@code thread}. */
sealed interface ThreadFrame {

    /** Somebody has written. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Message(
            String messageBody, UUID senderId, UUID receiverId, String timestamp, long createdMsgId, String action)
            implements ThreadFrame {

        static Message of(ChatMessage message) {
            return new Message(
                    message.body(),
                    message.senderId(),
                    message.recipientId(),
                    time(message.at()),
                    message.number(),
                    "re_message");
        }
    }

    /** Somebody has sent a file; of several the first, for there is room for one. */
    @JsonNaming(SnakeCaseStrategy.class)
    record File(
            String messageBody,
            String attachedFileName,
            String attachedFileSize,
            String attachedFileUrl,
            UUID senderId,
            UUID receiverId,
            String timestamp,
            long createdMsgId,
            String action)
            implements ThreadFrame {

        static File of(ChatMessage message) {
            var file = message.attachments().getFirst();
            return new File(
                    message.body(),
                    file.name(),
                    size(file.size()),
                    file.path(),
                    message.senderId(),
                    message.recipientId(),
                    time(message.at()),
                    message.number(),
                    "re_message_file");
        }
    }

    /** What the client asked did not happen. */
    record Refused(String action, String detail) implements ThreadFrame {

        static Refused of(String detail) {
            return new Refused("error", detail);
        }
    }

    DateTimeFormatter SIX_DIGITS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

    double KB = 1024;
    double MB = 1024 * KB;

    private static String size(long bytes) {
        return bytes < MB
                ? String.format(Locale.ROOT, "%.2fKB", bytes / KB)
                : String.format(Locale.ROOT, "%.2fMB", bytes / MB);
    }

    private static String time(Instant at) {
        return SIX_DIGITS.format(at);
    }
}
