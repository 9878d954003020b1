package chat.parley.gateway.presence;

import chat.parley.gateway.delivery.Event;
import chat.parley.gateway.presence.FriendshipService.Friend;
import chat.parley.gateway.session.Session;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Tells a new socket who of the user's friends is online. The socket hears of what changes before this asks, so nothing falls
 * between the two; a dialect that begins with presence keeps that back until the answer is written.
 *
 * <p>When friendship-service does not answer within the time-out of its client, which is the only clock here, the socket is
 * told of nobody, and the stream of presence asks friendship-service to tell the user of all friends when it is back.
 */
@ApplicationScoped
public class Greetings {

    private static final Logger LOG = Logger.getLogger(Greetings.class);

    private final FriendshipService friendships;
    private final PresenceNews news;

    Greetings(@RestClient FriendshipService friendships, PresenceNews news) {
        this.friendships = friendships;
        this.news = news;
    }

    /** The user's lease has been taken, and the socket is among those that are told. */
    public void greet(Session session) {
        if (session.login().caller().token() == null) {
            // Who came with a ticket has shown us no token that friendship-service would take.
            begin(session, List.of());
            news.missed(session.userId());
            return;
        }
        friendships
                .onlineFriends("Bearer " + session.login().caller().token())
                .subscribe()
                .with(online -> begin(session, online.friends()), failure -> beginWithoutFriends(session, failure));
    }

    private void beginWithoutFriends(Session session, Throwable failure) {
        LOG.debugf("friends of %s are told of later: %s", session.userId(), failure);
        begin(session, List.of());
        news.missed(session.userId());
    }

    private static void begin(Session session, List<Friend> friends) {
        var online = new Event.OnlineFriends(
                session.login().caller().number(),
                friends.stream()
                        .map(friend ->
                                new Event.PresenceChanged(friend.userId(), friend.number(), friend.status(), null))
                        .toList());
        if (session.dialect().beginsWithPresence()) {
            session.begin(online);
        } else {
            session.tell(online);
        }
    }
}
