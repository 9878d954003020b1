package chat.parley.deploy.fault.history;

import java.util.List;
import java.util.UUID;

/**
 * One line of a client's log. {@code at} is in nanoseconds of this process's clock, so that lines of different clients can
 * be compared. {@code socket} counts the client's sockets from 1; {@link #OVER_HTTP} is a request.
 */
public sealed interface Entry {

    int OVER_HTTP = 0;

    long at();

    record Opened(long at, int socket, String node) implements Entry {}

    record Closed(long at, int socket, int code) implements Entry {}

    /** A send goes out, for the first time or again. */
    record Invoked(long at, int socket, String node, UUID conversation, UUID clientId, String body) implements Entry {}

    /** "ok": the server has answered for it. */
    record Acked(long at, int socket, UUID conversation, UUID clientId, long seq, UUID id) implements Entry {}

    /** "fail"; when {@code retryable} it says nothing about whether the message is stored. */
    record Refused(long at, int socket, UUID clientId, String code, boolean retryable) implements Entry {}

    /** "unknown": the connection or the patience ended before an answer. */
    record Unanswered(long at, int socket, UUID clientId) implements Entry {}

    record Delivered(long at, int socket, Message message) implements Entry {}

    /** The server says that it does not deliver these, which are to be fetched; both ends belong to it. */
    record GapTold(long at, int socket, UUID conversation, long from, long to) implements Entry {}

    /** What the client fetched because of a gap. */
    record Fetched(long at, UUID conversation, List<Message> messages) implements Entry {}

    record ResumeAsked(long at, int socket) implements Entry {}

    record CaughtUp(long at, int socket) implements Entry {}
}
