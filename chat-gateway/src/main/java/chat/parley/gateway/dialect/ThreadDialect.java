package chat.parley.gateway.dialect;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.chat.Command;
import chat.parley.common.chat.Target;
import chat.parley.gateway.delivery.Event;
import chat.parley.gateway.dialect.ClientFrame.Ask;
import chat.parley.gateway.dialect.ClientFrame.Malformed;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * The socket of the {@code thread} API: JSON text frames, told apart by {@code action}. Its clients upload a file first and
 * announce it then; and they show what they send by themselves.
 */
@ApplicationScoped
public class ThreadDialect implements Dialect {

    private static final String INVALID_RECEIVER = "Invalid receipient";

    @Override
    public chat.parley.common.identity.Dialect api() {
        return chat.parley.common.identity.Dialect.THREAD;
    }

    @Override
    public Set<String> paths() {
        return Set.of("/ws/chat/room/", "/ws/chat/room");
    }

    @Override
    public Refusal refusal() {
        return new Refusal.Status(403);
    }

    @Override
    public boolean showsOwnMessages() {
        return false;
    }

    @Override
    public ClientFrame decode(String text) {
        return FrameJson.object(text).map(ThreadDialect::decode).orElseGet(() -> new Malformed("Invalid JSON format"));
    }

    private static ClientFrame decode(JsonNode frame) {
        return switch (frame.path("action").asText()) {
            case "chat_message" -> message(frame);
            case "chat_message_file" -> file(frame.path("chat_id"));
            default -> new Malformed("Unknown action");
        };
    }

    private static ClientFrame message(JsonNode frame) {
        var body = frame.path("message_body");
        var receiver = FrameJson.uuid(frame.path("receiver_id"));
        if (receiver.isEmpty()) {
            return new Malformed(INVALID_RECEIVER);
        }
        return body.isTextual() && !body.textValue().isBlank()
                ? new Ask(
                        new Target.OfUser(receiver.get()),
                        new Command.Send(UUID.randomUUID(), body.textValue(), List.of()))
                : new Malformed("The message is empty.");
    }

    private static ClientFrame file(JsonNode chatId) {
        var number = number(chatId);
        return number.isPresent()
                ? new Ask(new Target.OfMessage(number.getAsLong()), new Command.AnnounceFile(number.getAsLong()))
                : new Malformed("Invalid chat_id");
    }

    /** Clients send it either way. */
    private static OptionalLong number(JsonNode value) {
        var text =
                value.isTextual() || value.isIntegralNumber() ? value.asText().strip() : "";
        return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    @Override
    public List<String> encode(Event event) {
        return switch (event) {
            case Event.MessagePosted posted -> posted(posted.message());
            case Event.FileAnnounced announced -> List.of(FrameJson.write(ThreadFrame.File.of(announced.message())));
            case Event.Refused refused -> List.of(FrameJson.write(ThreadFrame.Refused.of(sentence(refused))));
            case Event.ReceiptAdvanced _,
                    Event.FriendshipChanged _,
                    Event.PresenceChanged _,
                    Event.OnlineFriends _,
                    Event.NotificationCreated _,
                    Event.SendAccepted _,
                    Event.TypingChanged _,
                    Event.Control _,
                    Event.TokensRenewed _ -> List.of();
        };
    }

    /** A file that was sent in another way than this API's is shown at once: nobody would announce it. */
    private static List<String> posted(ChatMessage message) {
        if (message.awaitsAnnouncement() || message.recipientId() == null) {
            return List.of();
        }
        return List.of(FrameJson.write(
                message.attachments().isEmpty() ? ThreadFrame.Message.of(message) : ThreadFrame.File.of(message)));
    }

    private static String sentence(Event.Refused refused) {
        return refused.code().equals("unknown-user") ? INVALID_RECEIVER : refused.sentence();
    }
}
