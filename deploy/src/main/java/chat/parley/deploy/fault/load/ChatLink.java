package chat.parley.deploy.fault.load;

import chat.parley.deploy.fault.history.Message;
import io.vertx.core.Future;
import java.util.UUID;

/** One open socket of a device, whatever it speaks. */
public interface ChatLink {

    void send(UUID clientId, UUID conversation, String body);

    void resume(String cursor);

    /** Shows a fresher access token of the same login session. */
    void authenticate(String access);

    /** Cuts the connection without a word. */
    void cut();

    /** Stops taking anything from the connection, or goes on. */
    void listen(boolean on);

    /** What the server says, in order; calls of one link never overlap. */
    interface Listener {

        void hello(String cursor);

        void acked(UUID clientId, UUID conversation, long seq, UUID id);

        /** @param clientId null when it is about no send */
        void refused(UUID clientId, String code);

        void delivered(Message message, String cursor);

        void gap(UUID conversation, long from, long to);

        void caughtUp(String cursor);

        /** The access token is about to end, and the socket with it unless a fresher one is shown. */
        void tokenExpiring();

        /** The node is going away, and the client should come back to another after so long. */
        void reconnect(long afterMillis);

        void closed(int code);
    }

    /** Opens links of one dialect. */
    interface Opener {
        Future<? extends ChatLink> open(Node node, String access, Listener listener);
    }
}
