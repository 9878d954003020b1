package chat.parley.message.dialect;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Bodies of the {@code friendship} calls: what goes out, and, for the documents, what comes in. */
final class FriendshipDocuments {

    private static final String PAGE =
            "http://127.0.0.1:8000/api/messages/friendship/01f0a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b/messages/?page=";

    private FriendshipDocuments() {}

    /** One page of history. */
    @Schema(name = "FriendshipMessagePage")
    record MessagePage(
            @Schema(description = "Messages on all pages", examples = "42")
            long count,

            @Schema(nullable = true, examples = PAGE + "3") URI next,
            @Schema(nullable = true, examples = PAGE + "1") URI previous,
            List<FriendshipMessageView> results) {}

    /** A message to be sent. */
    @Schema(name = "NewFriendshipMessage")
    record NewMessage(
            @Schema(required = true, description = "The friendship's id")
            UUID channel,

            @Schema(description = "May be empty when there is media", examples = "See you at eight?")
            String content,

            @Schema(description = "Optional: sending again under the same id changes nothing")
            UUID client_id) {}

    /** The same with files. */
    @Schema(name = "NewFriendshipMessageForm")
    record NewMessageForm(
            @Schema(required = true, description = "The friendship's id")
            UUID channel,

            String content,
            UUID client_id,

            @Schema(type = SchemaType.ARRAY, implementation = Binary.class)
            List<String> media) {}

    @Schema(type = SchemaType.STRING, format = "binary")
    record Binary() {}

    @Schema(name = "SeenMessage")
    record Seen(@Schema(required = true) UUID message_id) {}

    /** The message was stored. */
    @Schema(name = "FriendshipMessageSent")
    record Sent(
            @Schema(examples = "Message sent successfully") String success, FriendshipMessageView data) {}

    @Schema(name = "FriendshipSuccess")
    record Success(
            @Schema(examples = "Message marked as seen") String success) {}

    @Schema(name = "FriendshipError")
    record Error(@Schema(examples = "Friendship not found.") String error) {}
}
