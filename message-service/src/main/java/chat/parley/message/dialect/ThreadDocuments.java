package chat.parley.message.dialect;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Bodies of the {@code thread} calls, for the documents alone. */
final class ThreadDocuments {

    private ThreadDocuments() {}

    @Schema(name = "ThreadMessagesAnswer")
    record MessagesAnswer(
            @Schema(examples = "success") String status,
            ThreadEnvelope.Messages entity,

            @Schema(examples = "Messages retreived successfully")
            String message,

            boolean success) {}

    @Schema(name = "ThreadMessageAnswer")
    record SentAnswer(
            @Schema(examples = "success") String status,
            ThreadEnvelope.Sent entity,

            @Schema(examples = "File uploaded and chat created successfully")
            String message,

            boolean success) {}

    @Schema(name = "ThreadsAnswer")
    record ThreadsAnswer(
            @Schema(examples = "success") String status,
            List<ThreadView> entity,

            @Schema(nullable = true, description = "Always null", examples = "null")
            String message,

            boolean success) {}

    @Schema(name = "ThreadFailure")
    record Failed(
            @Schema(examples = "failure") String status,

            @Schema(
                    nullable = true,
                    description = "The field map of what is wrong with a request, else null",
                    examples = "{\"receiver\":[\"This field is required.\"]}")
            Map<String, List<String>> entity,

            @Schema(nullable = true, examples = "Invalid receipient")
            String message,

            boolean success) {}

    @Schema(name = "ThreadFileForm")
    record FileForm(
            @Schema(required = true, description = "A user's id")
            UUID receiver,

            @Schema(required = true, description = "May be empty")
            String message,

            @Schema(required = true, type = SchemaType.STRING, format = "binary")
            String attached_file) {}
}
