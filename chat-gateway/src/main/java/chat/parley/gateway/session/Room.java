package chat.parley.gateway.session;

import chat.parley.gateway.delivery.Feeds;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation that everybody with a socket in it follows, of whatever user.
 *
 * @param sessions the open sockets here, never none
 * @param feeds what they have been given, all the same
 */
public record Room(List<Session> sessions, Feeds feeds) implements Audience {

    static Room with(Session first) {
        return new Room(List.of(first), new Feeds(Clock.systemUTC().instant()));
    }

    Room and(Session another) {
        var more = new ArrayList<Session>(sessions.size() + 1);
        more.addAll(sessions);
        more.add(another);
        return new Room(more, feeds);
    }

    /** Null when that was the last. */
    Room without(Session gone) {
        var rest = sessions.stream().filter(session -> session != gone).toList();
        return rest.isEmpty() ? null : new Room(rest, feeds);
    }
}
