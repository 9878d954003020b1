package chat.parley.gateway.dialect;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.Target;
import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.event.FriendshipState;
import chat.parley.common.http.PublicUrl;
import chat.parley.gateway.delivery.Event;
import chat.parley.gateway.dialect.ClientFrame.Ask;
import chat.parley.gateway.dialect.ClientFrame.Malformed;
import chat.parley.gateway.dialect.ClientFrame.SendFiles;
import chat.parley.gateway.session.CloseCode;
import chat.parley.gateway.session.SocketConfig;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The socket of the {@code friendship} API: JSON text frames, told apart by {@code type}. */
@ApplicationScoped
public class FriendshipDialect implements Dialect {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final PublicUrl publicUrl;
    private final int maxMessageBytes;
    private final int maxBody;
    private final int maxFiles;

    public FriendshipDialect(PublicUrl publicUrl, SocketConfig config) {
        this.publicUrl = publicUrl;
        this.maxMessageBytes = config.mediaFrame().asBigInteger().intValueExact();
        this.maxBody = config.frame().asBigInteger().intValueExact();
        this.maxFiles = config.filesPerMessage();
    }

    @Override
    public chat.parley.common.identity.Dialect api() {
        return chat.parley.common.identity.Dialect.FRIENDSHIP;
    }

    @Override
    public Set<String> paths() {
        return Set.of("/ws/messages/", "/ws/messages");
    }

    @Override
    public int maxMessageBytes() {
        return maxMessageBytes;
    }

    @Override
    public boolean asksForRefresh() {
        return true;
    }

    @Override
    public Refusal refusal() {
        return new Refusal.AcceptThenClose(CloseCode.UNAUTHORIZED);
    }

    @Override
    public CloseCode sessionEnded() {
        return CloseCode.UNAUTHORIZED;
    }

    /** Headers, or query parameters for browsers, which cannot set headers. */
    @Override
    public Credentials credentials(UnaryOperator<String> header, UnaryOperator<String> parameter) {
        return new Credentials(
                Bearer.token(header.apply("Authorization")).orElseGet(() -> parameter.apply("token")),
                Optional.ofNullable(header.apply("refresh")).orElseGet(() -> parameter.apply("refresh")));
    }

    @Override
    public ClientFrame decode(String text) {
        try {
            var frame = JSON.readTree(text);
            return frame != null && frame.isObject() ? decode(frame) : invalidJson();
        } catch (JsonProcessingException notJson) {
            return invalidJson();
        }
    }

    private static ClientFrame invalidJson() {
        return new Malformed("Invalid JSON format");
    }

    private ClientFrame decode(JsonNode frame) {
        return switch (frame.path("type").asText()) {
            case "friendship" -> inChannel(frame, this::message);
            case "friendship_notification_seen" -> inChannel(frame, FriendshipDialect::seen);
            default -> new Malformed("Unknown message type.");
        };
    }

    private static ClientFrame inChannel(JsonNode frame, InChannel decoder) {
        return uuid(frame.path("channel"))
                .map(id -> decoder.decode(new Target.OfFriendship(id), frame))
                .orElseGet(() -> new Malformed("Unknown channel."));
    }

    private ClientFrame message(Target channel, JsonNode frame) {
        var payload = frame.path("payload");
        var clientId = frame.path("client_id");
        if (!payload.isTextual() && !isAbsent(payload)) {
            return new Malformed("The payload must be text.");
        }
        if (payload.asText().length() > maxBody) {
            return new Malformed("The message is too long.");
        }
        if (!isAbsent(clientId) && uuid(clientId).isEmpty()) {
            return new Malformed("The client_id must be a UUID.");
        }
        return message(channel, uuid(clientId).orElseGet(UUID::randomUUID), payload.asText(""), frame.path("media"));
    }

    private ClientFrame message(Target channel, UUID clientId, String body, JsonNode media) {
        try {
            var files = files(media);
            if (!files.isEmpty()) {
                return new SendFiles(channel, clientId, body, files);
            }
            return body.isBlank()
                    ? new Malformed("The message is empty.")
                    : new Ask(channel, new Command.Send(clientId, body, List.of()));
        } catch (IllegalArgumentException notBase64) {
            return new Malformed("The media must be a list of {\"<file name>\": \"<base64>\"}.");
        } catch (TooManyFiles refused) {
            return new Malformed("At most " + maxFiles + " files can come with a message.");
        }
    }

    private List<ClientFrame.File> files(JsonNode media) throws TooManyFiles {
        var files = new ArrayList<ClientFrame.File>();
        if (!isAbsent(media) && !media.isArray()) {
            throw new IllegalArgumentException();
        }
        for (var item : media) {
            if (!item.isObject()) {
                throw new IllegalArgumentException();
            }
            for (var file : item.properties()) {
                if (files.size() == maxFiles) {
                    throw new TooManyFiles();
                }
                files.add(new ClientFrame.File(file.getKey(), content(file.getValue())));
            }
        }
        return files;
    }

    /** Base64 (RFC 4648, section 4), or a data URL (RFC 2397) of it. */
    private static byte[] content(JsonNode value) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException();
        }
        var text = value.textValue();
        if (!text.startsWith("data:")) {
            return base64(text);
        }
        var comma = text.indexOf(',');
        if (comma < 0 || !text.substring(0, comma).endsWith(";base64")) {
            throw new IllegalArgumentException();
        }
        return base64(text.substring(comma + 1));
    }

    /** Line breaks are let pass, as some encoders make them every 76 characters; nothing else is. */
    private static byte[] base64(String text) {
        return Base64.getDecoder().decode(text.indexOf('\n') < 0 ? text : text.replaceAll("[\r\n]", ""));
    }

    private static ClientFrame seen(Target channel, JsonNode frame) {
        return uuid(frame.path("message"))
                .or(() -> uuid(frame.path("message_id")))
                .<ClientFrame>map(id -> new Ask(channel, new Command.MarkMessageRead(id)))
                .orElseGet(() -> new Malformed("Unknown message."));
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static Optional<UUID> uuid(JsonNode value) {
        try {
            // fromString would take shorter forms, too
            return value.asText().length() == 36 ? Optional.of(UUID.fromString(value.asText())) : Optional.empty();
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> encode(Event event) {
        return switch (event) {
            case Event.MessagePosted posted -> posted(posted);
            case Event.ReceiptAdvanced receipt -> receipts(receipt);
            case Event.FriendshipChanged changed -> changed(changed.change());
            case Event.SendAccepted _,
                    Event.TypingChanged _,
                    Event.Control _,
                    Event.FileAnnounced _,
                    Event.PresenceChanged _,
                    Event.OnlineFriends _,
                    Event.NotificationCreated _ -> List.of();
            case Event.Refused refused -> List.of(write(new FriendshipFrame.Refused(refused.sentence())));
            case Event.TokensRenewed renewed ->
                List.of(write(FriendshipFrame.Tokens.of(renewed.access(), renewed.refresh())));
        };
    }

    /** A direct conversation without a friendship has no channel here. */
    private List<String> posted(Event.MessagePosted posted) {
        return posted.message().friendshipId() == null
                ? List.of()
                : List.of(write(FriendshipFrame.Message.posted(posted.message(), publicUrl)));
    }

    private List<String> receipts(Event.ReceiptAdvanced receipt) {
        return receipt.messages().stream()
                .filter(message -> message.friendshipId() != null)
                .map(message -> write(FriendshipFrame.Message.marked(message, receipt, publicUrl)))
                .toList();
    }

    private List<String> changed(FriendshipEvent.OfFriendship change) {
        return switch (change) {
            case FriendshipEvent.FriendshipRequested requested -> friendship(requested.friendship());
            case FriendshipEvent.FriendshipAnswered answered -> friendship(answered.friendship());
            case FriendshipEvent.FriendshipRemoved _ -> List.of();
        };
    }

    private List<String> friendship(FriendshipState state) {
        return List.of(write(FriendshipFrame.Friendship.of(state, publicUrl)));
    }

    private static String write(FriendshipFrame frame) {
        try {
            return JSON.writeValueAsString(frame);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @FunctionalInterface
    private interface InChannel {
        ClientFrame decode(Target channel, JsonNode frame);
    }

    private static final class TooManyFiles extends Exception {
        TooManyFiles() {
            super(null, null, false, false);
        }
    }
}
