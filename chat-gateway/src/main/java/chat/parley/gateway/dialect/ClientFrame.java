package chat.parley.gateway.dialect;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.Target;
import chat.parley.gateway.session.CloseCode;
import java.util.List;
import java.util.UUID;

/** What a text message of a client means. */
public sealed interface ClientFrame {

    /** A command for message-service. */
    record Ask(Target target, Command command) implements ClientFrame {}

    /** A message with files in it, which must be uploaded before the command can be sent. */
    record SendFiles(Target target, UUID clientId, String body, List<File> files) implements ClientFrame {}

    /** The dialect passes over it in silence. */
    record Nothing() implements ClientFrame {}

    /** The dialect has no way of refusing it but to close. */
    record Unacceptable(CloseCode code) implements ClientFrame {}

    /** It makes no sense; the client is told so, and the socket stays open. */
    record Malformed(String sentence) implements ClientFrame {}

    /** Like {@link Malformed}, with a code, and for a message with the client's own id for it; null when it is none or has none. */
    record Invalid(UUID clientId, String code, String sentence) implements ClientFrame {}

    /** Give me what was written after this cursor. */
    record Resume(String cursor) implements ClientFrame {}

    /** Here is a fresh access token of the same login session. */
    record Authenticate(String token) implements ClientFrame {

        /** Tokens are never to be logged. */
        @Override
        public String toString() {
            return "Authenticate[…]";
        }
    }

    /** Are you there? */
    record Ping() implements ClientFrame {}

    /** A file as it came in a frame; the name is the client's, for display only. */
    record File(String name, byte[] content) {}
}
