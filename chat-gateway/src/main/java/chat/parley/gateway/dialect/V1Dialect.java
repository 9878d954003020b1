package chat.parley.gateway.dialect;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.ConversationId;
import chat.parley.common.chat.Target;
import chat.parley.common.http.PublicUrl;
import chat.parley.gateway.delivery.Event;
import chat.parley.gateway.delivery.Frame;
import chat.parley.gateway.session.CloseCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The socket of our own API: JSON text frames, told apart by {@code op}. Each socket keeps a cursor, and can go on where
 * another one ended.
 */
@ApplicationScoped
public class V1Dialect implements Dialect {

    /** The subprotocol that is spoken; a ticket comes beside it, since a browser can send no other header. */
    public static final String SUBPROTOCOL = "parley.v1";

    private static final String TICKET = "parley.ticket.";

    private final PublicUrl url;

    public V1Dialect(PublicUrl url) {
        this.url = url;
    }

    @Override
    public chat.parley.common.identity.Dialect api() {
        return chat.parley.common.identity.Dialect.V1;
    }

    @Override
    public Set<String> paths() {
        return Set.of("/ws/v1", "/ws/v1/");
    }

    /** The header first: who can send it needs no ticket. Nothing that is in the URL. */
    @Override
    public Credentials credentials(UnaryOperator<String> header, UnaryOperator<String> parameter) {
        return Bearer.token(header.apply("Authorization"))
                .map(token -> new Credentials(token, null))
                .orElseGet(() -> Credentials.ofTicket(ticket(header.apply("Sec-WebSocket-Protocol"))));
    }

    private static String ticket(String protocols) {
        return protocols == null
                ? null
                : Arrays.stream(protocols.split(","))
                        .map(String::strip)
                        .filter(protocol -> protocol.startsWith(TICKET))
                        .map(protocol -> protocol.substring(TICKET.length()))
                        .findFirst()
                        .orElse(null);
    }

    /** A browser is not told the status of a refused handshake, but it is told a close code. */
    @Override
    public Refusal refusal() {
        return new Refusal.AcceptThenClose(CloseCode.UNAUTHORIZED);
    }

    @Override
    public Refusal expired() {
        return new Refusal.AcceptThenClose(CloseCode.TOKEN_EXPIRED);
    }

    @Override
    public boolean endsWithToken() {
        return true;
    }

    @Override
    public boolean hasTimeline() {
        return true;
    }

    @Override
    public boolean speaksOfPresence() {
        return true;
    }

    /** The lobby is among everybody's conversations. */
    @Override
    public Optional<UUID> room() {
        return Optional.of(ConversationId.LOBBY);
    }

    @Override
    public ClientFrame decode(String text) {
        try {
            return decode(V1Request.read(text));
        } catch (V1Request.Unusable refused) {
            return new ClientFrame.Invalid(refused.clientId(), refused.code(), refused.getMessage());
        }
    }

    private static ClientFrame decode(V1Request request) throws V1Request.Unusable {
        return switch (request.text("op")) {
            case "send" -> send(request);
            case "read" -> new ClientFrame.Ask(conversation(request), new Command.MarkRead(request.positive("seq")));
            case "typing" -> new ClientFrame.Ask(conversation(request), new Command.Typing(request.flag("on")));
            case "resume" -> new ClientFrame.Resume(request.text("cursor"));
            case "auth" -> new ClientFrame.Authenticate(request.text("token"));
            case "ping" -> new ClientFrame.Ping();
            default -> throw request.refuse("unknown-op", "There is no such op.");
        };
    }

    private static ClientFrame send(V1Request request) throws V1Request.Unusable {
        var clientId = request.clientId();
        var command = new Command.Send(clientId, request.body(), request.uuids("attachments"));
        return new ClientFrame.Ask(target(request), command);
    }

    private static Target target(V1Request request) throws V1Request.Unusable {
        if (request.has("conversation") == request.has("to")) {
            throw request.refuse("invalid-request", "Either conversation or to must be given.");
        }
        return request.has("to") ? new Target.OfUser(request.uuid("to")) : conversation(request);
    }

    private static Target conversation(V1Request request) throws V1Request.Unusable {
        return new Target.OfConversation(request.uuid("conversation"));
    }

    @Override
    public List<String> encode(Event event) {
        return switch (event) {
            case Event.MessagePosted posted -> frame(V1Frame.Message.of(posted.message(), url));
            case Event.SendAccepted accepted -> frame(V1Frame.Ack.of(accepted));
            case Event.Refused refused -> frame(V1Frame.Refused.of(refused));
            case Event.ReceiptAdvanced receipt -> frame(V1Frame.Receipt.of(receipt));
            case Event.TypingChanged typing -> frame(V1Frame.Typing.of(typing));
            case Event.Control control -> frame(of(control));
            case Event.PresenceChanged presence -> frame(V1Frame.Presence.of(presence));
            case Event.OnlineFriends online -> online(online.friends());
            case Event.FriendshipChanged changed -> frame(V1Frame.Friendship.of(changed, url));
            case Event.NotificationCreated created -> frame(V1Frame.Notification.of(created, url));
            case Event.FileAnnounced _, Event.TokensRenewed _ -> List.of();
        };
    }

    private static List<String> online(List<Event.PresenceChanged> friends) {
        return friends.stream().map(V1Frame.Presence::of).map(FrameJson::write).toList();
    }

    private static V1Frame of(Event.Control control) {
        return switch (control) {
            case Event.Control.Opened opened -> V1Frame.Hello.of(opened);
            case Event.Control.CaughtUp caughtUp -> V1Frame.CaughtUp.of(caughtUp);
            case Event.Control.LeftOut leftOut -> V1Frame.Gap.of(leftOut);
            case Event.Control.TokenExpiring expiring -> V1Frame.TokenExpiring.of(expiring);
            case Event.Control.GoingAway goingAway -> V1Frame.Reconnect.of(goingAway);
            case Event.Control.Alive _ -> V1Frame.Pong.PONG;
        };
    }

    /** The last member of the object; a cursor has no character that JSON would escape. */
    @Override
    public Frame withCursor(Frame message, String cursor) {
        var end = ",\"cursor\":\"" + cursor + "\"}";
        var open = message.text().substring(0, message.text().length() - 1);
        return new Frame(open + end, message.bytes() - 1 + end.length());
    }

    private static List<String> frame(V1Frame frame) {
        return List.of(FrameJson.write(frame));
    }
}
