package chat.parley.gateway.dialect;

import chat.parley.common.http.PublicUrl;
import chat.parley.gateway.delivery.Event;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/**
 * The socket of the {@code social} API: JSON text frames that tell who of the friends is online and what came into the inbox.
 * Its clients only listen; messages are none of it.
 */
@ApplicationScoped
public class SocialDialect implements Dialect {

    private final PublicUrl url;

    public SocialDialect(PublicUrl url) {
        this.url = url;
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
    public Refusal refusal() {
        return new Refusal.Status(403);
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
            case Event.OnlineFriends online -> List.of(FrameJson.write(SocialFrame.GroupUsers.of(online)));
            case Event.PresenceChanged presence -> List.of(FrameJson.write(SocialFrame.StatusUpdate.of(presence)));
            case Event.NotificationCreated created ->
                List.of(FrameJson.write(SocialFrame.Notification.of(created.notification(), url)));
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
}
