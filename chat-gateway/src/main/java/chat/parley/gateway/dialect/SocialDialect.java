package chat.parley.gateway.dialect;

import chat.parley.common.http.PublicUrl;
import chat.parley.gateway.delivery.Event;
import chat.parley.gateway.session.CloseCode;
import chat.parley.gateway.session.SocketConfig;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The socket of the {@code social} API: JSON text frames that tell who of the friends is online and what came into the inbox.
 * Its clients only listen; messages are none of it.
 */
@ApplicationScoped
public class SocialDialect implements Dialect {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final PublicUrl url;
    private final int maxMessageBytes;

    public SocialDialect(PublicUrl url, SocketConfig config) {
        this.url = url;
        this.maxMessageBytes = config.frame().asBigInteger().intValueExact();
    }

    @Override
    public chat.parley.common.identity.Dialect api() {
        return chat.parley.common.identity.Dialect.SOCIAL;
    }

    @Override
    public Set<String> paths() {
        return Set.of("/ws/main/", "/ws/main");
    }

    @Override
    public int maxMessageBytes() {
        return maxMessageBytes;
    }

    @Override
    public Credentials credentials(UnaryOperator<String> header, UnaryOperator<String> parameter) {
        return new Credentials(parameter.apply("token"), null);
    }

    @Override
    public boolean asksForRefresh() {
        return false;
    }

    @Override
    public Refusal refusal() {
        return new Refusal.Status(403);
    }

    @Override
    public CloseCode sessionEnded() {
        return CloseCode.UNAUTHORIZED;
    }

    @Override
    public boolean speaksOfPresence() {
        return true;
    }

    @Override
    public boolean beginsWithPresence() {
        return true;
    }

    @Override
    public ClientFrame decode(String text) {
        return new ClientFrame.Nothing();
    }

    @Override
    public List<String> encode(Event event) {
        return switch (event) {
            case Event.OnlineFriends online -> List.of(write(SocialFrame.GroupUsers.of(online)));
            case Event.PresenceChanged presence -> List.of(write(SocialFrame.StatusUpdate.of(presence)));
            case Event.NotificationCreated created ->
                List.of(write(SocialFrame.Notification.of(created.notification(), url)));
            case Event.MessagePosted _,
                    Event.FileAnnounced _,
                    Event.ReceiptAdvanced _,
                    Event.FriendshipChanged _,
                    Event.SendAccepted _,
                    Event.TypingChanged _,
                    Event.Control _,
                    Event.Refused _,
                    Event.TokensRenewed _ -> List.of();
        };
    }

    private static String write(SocialFrame frame) {
        try {
            return JSON.writeValueAsString(frame);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
