package chat.parley.message.dialect;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.http.PublicUrl;
import chat.parley.message.profile.Profile;
import chat.parley.message.receipt.Member;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A message: <b>m</b> of the {@code thread} document. Of several files it has room for the first. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "ThreadMessage")
public record ThreadMessageView(
        @Schema(examples = "35") long id,
        ThreadUserView sender,
        ThreadUserView receiver,

        @Schema(description = "`0kb` without a file", examples = "12.34KB")
        String attachedFileSize,

        @Schema(examples = "See you at eight?") String message,

        @Schema(description = "When it was written, received or seen", examples = "2026-11-20T23:51:18.450850Z")
        String updated,

        @Schema(examples = "2026-11-20T23:51:18.450850Z") String created,

        boolean seen,
        boolean deleted,

        @Schema(
                nullable = true,
                description = "A path that is good for 24 hours, without a token",
                examples =
                        "/mediafiles/attachments/2026/11/20/0f5c0a0e-6c0b-4c55-b8d2-1a4c2f7f8a11.pdf?expires=1795300000&signature=abc")
        String attachedFile,

        @Schema(nullable = true, examples = "notes.pdf") String attachedFileName,

        @Schema(description = "The thread's id", examples = "7")
        long thread) {

    private static final String NO_FILE = "0kb";
    private static final double KB = 1024;
    private static final double MB = 1024 * KB;

    /** @param receiver the marks of the user it was sent to */
    static ThreadMessageView of(
            ChatMessage message, long thread, Map<UUID, Profile> people, Member receiver, PublicUrl address) {
        var file = message.attachments().stream().findFirst();
        return new ThreadMessageView(
                message.number(),
                ThreadUserView.of(message.senderId(), people, address),
                ThreadUserView.of(message.recipientId(), people, address),
                size(file),
                message.body(),
                MessageTimes.sixDigits(MessageTimes.updatedAt(message, receiver)),
                MessageTimes.sixDigits(message.at()),
                message.seq() <= receiver.mark().read(),
                false,
                file.map(ChatMessage.Attachment::path).orElse(null),
                file.map(ChatMessage.Attachment::name).orElse(null),
                thread);
    }

    private static String size(Optional<ChatMessage.Attachment> file) {
        return file.map(ChatMessage.Attachment::size)
                .map(ThreadMessageView::size)
                .orElse(NO_FILE);
    }

    static String size(long bytes) {
        return bytes < MB
                ? String.format(Locale.ROOT, "%.2fKB", bytes / KB)
                : String.format(Locale.ROOT, "%.2fMB", bytes / MB);
    }
}
