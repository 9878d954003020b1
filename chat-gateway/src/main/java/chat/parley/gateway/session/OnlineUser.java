package chat.parley.gateway.session;

import chat.parley.gateway.delivery.Feeds;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A user with a socket on this node.
 *
 * @param since from when on everything for the user comes to this node
 * @param sessions the user's open sockets here, never none
 * @param feeds what these sockets have been given of each conversation
 */
public record OnlineUser(Instant since, List<Session> sessions, Feeds feeds) implements Audience {

    static OnlineUser with(Session first) {
        var now = Clock.systemUTC().instant();
        return new OnlineUser(now, List.of(first), new Feeds(now));
    }

    OnlineUser and(Session another) {
        return new OnlineUser(
                since, Stream.concat(sessions.stream(), Stream.of(another)).toList(), feeds);
    }

    /** Null when that was the last. */
    OnlineUser without(Session gone) {
        var rest = sessions.stream().filter(session -> session != gone).toList();
        return rest.isEmpty() ? null : new OnlineUser(since, rest, feeds);
    }
}
