package chat.parley.gateway.dialect;

import chat.parley.gateway.delivery.Event;
import chat.parley.gateway.delivery.Frame;
import chat.parley.gateway.session.CloseCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * One way of writing what all dialects mean: a pure codec, without state, without waiting, and the same for every user, so
 * that an event is written once for all sockets that speak the dialect. A bean of this type is served by itself.
 */
public interface Dialect {

    /** Which of the published APIs it belongs to. */
    chat.parley.common.identity.Dialect api();

    /** Where its socket is, exactly. */
    Set<String> paths();

    /** Whether files travel in its messages, so that larger ones are read; a message that is too large closes the socket. */
    default boolean carriesMedia() {
        return false;
    }

    /**
     * Where a client puts its tokens: into the query, as most published ones do.
     *
     * @param header a request header by its name, or null
     * @param parameter a query parameter by its name, or null
     */
    default Credentials credentials(UnaryOperator<String> header, UnaryOperator<String> parameter) {
        return new Credentials(parameter.apply("token"), null);
    }

    /** Whether a live refresh token must come with the access token, which may then have expired. */
    default boolean asksForRefresh() {
        return false;
    }

    Refusal refusal();

    /** How one is told whose access token was right but for the time. */
    default Refusal expired() {
        return refusal();
    }

    /** Whether the socket ends with its access token, unless the client sends a fresh one in time. */
    default boolean endsWithToken() {
        return false;
    }

    /** How an open socket learns that its login session has ended. */
    default CloseCode sessionEnded() {
        return CloseCode.UNAUTHORIZED;
    }

    /** The room in which its sockets are, when they are in one. */
    default Optional<UUID> room() {
        return Optional.empty();
    }

    /** Whether a user's own messages are shown on the user's sockets, too. */
    default boolean showsOwnMessages() {
        return true;
    }

    /** Whether it speaks of presence, so that every new socket is told {@link Event.OnlineFriends}, once. */
    default boolean speaksOfPresence() {
        return false;
    }

    /** Whether nothing may be written before {@link Event.OnlineFriends}; everything else waits for it then. */
    default boolean beginsWithPresence() {
        return false;
    }

    /**
     * Whether each socket has a cursor, and can resume: it is told {@link Event.Control.Opened} before anything else, and then every
     * message once and in order, whatever is lost on the way.
     */
    default boolean hasTimeline() {
        return false;
    }

    /** A written message, with the cursor of the one socket that it is for. Only where there is a timeline. */
    default Frame withCursor(Frame message, String cursor) {
        throw new UnsupportedOperationException();
    }

    /** What a text message of the client means. Never throws: what makes no sense is {@link ClientFrame.Malformed}. */
    ClientFrame decode(String text);

    /** The frames that tell of it, in order; none when this dialect does not speak of such a thing. */
    List<String> encode(Event event);
}
