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
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The socket of the {@code friendship} API: JSON text frames, told apart by {@code type}. */
@ApplicationScoped
public class FriendshipDialect implements Dialect {

    private final PublicUrl publicUrl;
    private final int maxBody;
    private final FriendshipMedia media;

    public FriendshipDialect(PublicUrl publicUrl, SocketConfig config) {
        this.publicUrl = publicUrl;
        this.maxBody = config.frame().asBigInteger().intValueExact();
        this.media = new FriendshipMedia(config.filesPerMessage());
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
    public boolean carriesMedia() {
        return true;
    }

    @Override
    public boolean asksForRefresh() {
        return true;
    }

    @Override
    public Refusal refusal() {
        return new Refusal.AcceptThenClose(CloseCode.UNAUTHORIZED);
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
        return FrameJson.object(text).map(this::decode).orElseGet(() -> new Malformed("Invalid JSON format"));
    }

    private ClientFrame decode(JsonNode frame) {
        return switch (frame.path("type").asText()) {
            case "friendship" -> inChannel(frame, this::message);
            case "friendship_notification_seen" -> inChannel(frame, FriendshipDialect::seen);
            default -> new Malformed("Unknown message type.");
        };
    }

    private static ClientFrame inChannel(JsonNode frame, InChannel decoder) {
        return FrameJson.uuid(frame.path("channel"))
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
        if (!isAbsent(clientId) && FrameJson.uuid(clientId).isEmpty()) {
            return new Malformed("The client_id must be a UUID.");
        }
        return message(
                channel, FrameJson.uuid(clientId).orElseGet(UUID::randomUUID), payload.asText(""), frame.path("media"));
    }

    private ClientFrame message(Target channel, UUID clientId, String body, JsonNode items) {
        try {
            var files = media.files(items);
            if (!files.isEmpty()) {
                return new SendFiles(channel, clientId, body, files);
            }
            return body.isBlank()
                    ? new Malformed("The message is empty.")
                    : new Ask(channel, new Command.Send(clientId, body, List.of()));
        } catch (IllegalArgumentException notBase64) {
            return new Malformed("The media must be a list of {\"<file name>\": \"<base64>\"}.");
        } catch (FriendshipMedia.TooMany refused) {
            return new Malformed("At most " + media.most() + " files can come with a message.");
        }
    }

    private static ClientFrame seen(Target channel, JsonNode frame) {
        return FrameJson.uuid(frame.path("message"))
                .or(() -> FrameJson.uuid(frame.path("message_id")))
                .<ClientFrame>map(id -> new Ask(channel, new Command.MarkMessageRead(id)))
                .orElseGet(() -> new Malformed("Unknown message."));
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
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
            case Event.Refused refused -> List.of(FrameJson.write(new FriendshipFrame.Refused(refused.sentence())));
            case Event.TokensRenewed renewed ->
                List.of(FrameJson.write(FriendshipFrame.Tokens.of(renewed.access(), renewed.refresh())));
        };
    }

    /** A direct conversation without a friendship has no channel here. */
    private List<String> posted(Event.MessagePosted posted) {
        return posted.message().friendshipId() == null
                ? List.of()
                : List.of(FrameJson.write(FriendshipFrame.Message.posted(posted.message(), publicUrl)));
    }

    private List<String> receipts(Event.ReceiptAdvanced receipt) {
        return receipt.messages().stream()
                .filter(message -> message.friendshipId() != null)
                .map(message -> FrameJson.write(FriendshipFrame.Message.marked(message, receipt, publicUrl)))
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
        return List.of(FrameJson.write(FriendshipFrame.Friendship.of(state, publicUrl)));
    }

    @FunctionalInterface
    private interface InChannel {
        ClientFrame decode(Target channel, JsonNode frame);
    }
}
