package chat.parley.gateway.dialect;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.chat.Command;
import chat.parley.common.chat.ConversationId;
import chat.parley.common.chat.Target;
import chat.parley.gateway.delivery.Event;
import chat.parley.gateway.session.CloseCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The socket of the {@code lobby} API: what a client sends is what it says, and what it is sent is what somebody said, as
 * {@code <username>: <text>}. Since nothing else is ever sent, a refusal is silence, or the end.
 */
@ApplicationScoped
public class LobbyDialect implements Dialect {

    private static final CloseCode NO_TOKEN = new CloseCode(1008, "Invalid or expired token");

    /** Unicode code points. */
    private static final int LONGEST = 16_384;

    @Override
    public chat.parley.common.identity.Dialect api() {
        return chat.parley.common.identity.Dialect.LOBBY;
    }

    @Override
    public Set<String> paths() {
        return Set.of("/ws", "/ws/");
    }

    @Override
    public Refusal refusal() {
        return new Refusal.AcceptThenClose(NO_TOKEN);
    }

    @Override
    public CloseCode sessionEnded() {
        return NO_TOKEN;
    }

    @Override
    public Optional<UUID> room() {
        return Optional.of(ConversationId.LOBBY);
    }

    @Override
    public ClientFrame decode(String text) {
        if (text.isEmpty()) {
            return new ClientFrame.Nothing();
        }
        return text.codePointCount(0, text.length()) > LONGEST
                ? new ClientFrame.Unacceptable(CloseCode.TOO_BIG)
                : new ClientFrame.Ask(new Target.OfLobby(), new Command.Send(UUID.randomUUID(), text, List.of()));
    }

    @Override
    public List<String> encode(Event event) {
        return switch (event) {
            case Event.MessagePosted posted -> said(posted.message());
            case Event.FileAnnounced _,
                    Event.ReceiptAdvanced _,
                    Event.FriendshipChanged _,
                    Event.PresenceChanged _,
                    Event.OnlineFriends _,
                    Event.NotificationCreated _,
                    Event.SendAccepted _,
                    Event.TypingChanged _,
                    Event.Control _,
                    Event.Refused _,
                    Event.TokensRenewed _ -> List.of();
        };
    }

    /** A direct message to the user is none of the lobby's. */
    private static List<String> said(ChatMessage message) {
        return message.conversationId().equals(ConversationId.LOBBY)
                ? List.of(message.senderName() + ": " + message.body())
                : List.of();
    }
}
