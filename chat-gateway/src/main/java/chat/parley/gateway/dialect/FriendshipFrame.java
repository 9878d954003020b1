package chat.parley.gateway.dialect;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.event.FriendshipState;
import chat.parley.common.event.Person;
import chat.parley.common.http.PublicUrl;
import chat.parley.gateway.delivery.Event;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

/** What the server says on the socket of {@code friendship}. */
sealed interface FriendshipFrame {

    /** A message, posted or marked. */
    record Message(String type, MessageStatus message) implements FriendshipFrame {

        static Message posted(ChatMessage message, PublicUrl publicUrl) {
            return new Message("friendship_message", MessageStatus.of(message, false, false, message.at(), publicUrl));
        }

        static Message marked(ChatMessage message, Event.ReceiptAdvanced receipt, PublicUrl publicUrl) {
            var received = message.seq() <= receipt.deliveredSeq();
            var seen = message.seq() <= receipt.readSeq();
            return new Message(
                    "chat_friendship_notification",
                    MessageStatus.of(message, received || seen, seen, receipt.at(), publicUrl));
        }
    }

    /** A friendship as it stands now. */
    record Friendship(String type, FriendshipBody friendship) implements FriendshipFrame {

        static Friendship of(FriendshipState state, PublicUrl publicUrl) {
            return new Friendship("friendship", FriendshipBody.of(state, publicUrl));
        }
    }

    /** New tokens, in place of those that came with the handshake. */
    record Tokens(String type, String access, String refresh) implements FriendshipFrame {

        static Tokens of(String access, String refresh) {
            return new Tokens("token", access, refresh);
        }
    }

    /** What the client asked did not happen. */
    record Refused(String error) implements FriendshipFrame {}

    /** A message, and how far it has come with its receiver. Its id is the message's. */
    @JsonPropertyOrder({"id", "message", "is_received", "is_seen", "updated_at", "receiver"})
    record MessageStatus(
            UUID id,
            MessageBody message,
            @JsonProperty("is_received") boolean received,
            @JsonProperty("is_seen") boolean seen,
            @JsonProperty("updated_at") String updatedAt,
            UUID receiver) {

        static MessageStatus of(
                ChatMessage message, boolean received, boolean seen, Instant updatedAt, PublicUrl publicUrl) {
            return new MessageStatus(
                    message.id(),
                    MessageBody.of(message, publicUrl),
                    received,
                    seen,
                    time(updatedAt),
                    message.recipientId());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record MessageBody(
            UUID id, String content, String createdAt, UUID friendship, UUID sender, UUID receiver, List<Media> media) {

        static MessageBody of(ChatMessage message, PublicUrl publicUrl) {
            return new MessageBody(
                    message.id(),
                    message.body(),
                    time(message.at()),
                    message.friendshipId(),
                    message.senderId(),
                    message.recipientId(),
                    message.attachments() == null
                            ? List.of()
                            : message.attachments().stream()
                                    .map(attachment -> Media.of(attachment, publicUrl))
                                    .toList());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Media(UUID id, URI file, String uploadedAt) {

        static Media of(ChatMessage.Attachment attachment, PublicUrl publicUrl) {
            return new Media(attachment.id(), publicUrl.of(attachment.path()), time(attachment.uploadedAt()));
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record FriendshipBody(
            UUID id, Side fromUser, Side toUser, String dateCreated, String statusFromUser, String statusToUser) {

        static FriendshipBody of(FriendshipState state, PublicUrl publicUrl) {
            return new FriendshipBody(
                    state.id(),
                    Side.of(state.from(), publicUrl),
                    Side.of(state.to(), publicUrl),
                    time(state.createdAt()),
                    state.statusFrom(),
                    state.statusTo());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Side(UUID id, URI personalImage, String username, String firstName, String lastName, String email) {

        static Side of(Person person, PublicUrl publicUrl) {
            return new Side(
                    person.userId(),
                    person.avatar() == null ? null : publicUrl.of(person.avatar()),
                    person.username(),
                    person.firstName(),
                    person.lastName(),
                    person.email());
        }
    }

    DateTimeFormatter SIX_DIGITS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static String time(Instant at) {
        return SIX_DIGITS.format(at);
    }
}
