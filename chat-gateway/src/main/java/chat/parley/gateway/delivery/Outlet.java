package chat.parley.gateway.delivery;

import chat.parley.common.chat.ChatMessage;
import chat.parley.gateway.session.Session;

/** Writes messages to a socket that keeps account of them, each with the cursor that tells of it. */
final class Outlet {

    private static final Runnable NOTHING = () -> {};

    private final Session session;
    private final Timelines host;

    Outlet(Session session, Timelines host) {
        this.session = session;
        this.host = host;
    }

    /** One that was told to this node, and is written once for all sockets of a dialect. */
    void live(Posted posted, GivenMessages given) {
        var cursor = given.cursor();
        var written = host.written(session, posted, NOTHING);
        for (var frame : posted.telling().in(session.dialect())) {
            send(session.dialect().withCursor(frame, cursor), posted.message(), written);
        }
    }

    /** One that was read from the database for this socket alone. */
    Frame frame(ChatMessage message, GivenMessages given) {
        var text = session.dialect().encode(new Event.MessagePosted(message)).getFirst();
        return session.dialect().withCursor(Frame.of(text), given.cursor());
    }

    /** @param written run when it has left for the client */
    void send(Frame frame, ChatMessage message, Runnable written) {
        session.send(frame, () -> {
            host.delivered(session, message);
            written.run();
        });
    }

    void send(Frame frame, ChatMessage message) {
        send(frame, message, NOTHING);
    }
}
