package chat.parley.message.dialect;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What every answer of {@code thread} comes in.
 *
 * @param message null when there is nothing to say
 */
record ThreadEnvelope<T>(
        @Schema(examples = "success") String status,
        T entity,
        @Schema(nullable = true) String message,
        boolean success) {

    static <T> ThreadEnvelope<T> success(T entity, String message) {
        return new ThreadEnvelope<>("success", entity, message, true);
    }

    /** @param entity the field map of what is wrong, or null */
    static <T> ThreadEnvelope<T> failure(T entity, String message) {
        return new ThreadEnvelope<>("failure", entity, message, false);
    }

    /** One page of history. */
    @Schema(name = "ThreadMessages")
    record Messages(List<ThreadMessageView> messages) {}

    /** The message that was made. */
    @Schema(name = "ThreadMessageSent")
    record Sent(ThreadMessageView message) {}
}
