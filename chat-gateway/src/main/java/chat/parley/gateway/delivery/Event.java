package chat.parley.gateway.delivery;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.event.FriendshipEvent.OfFriendship;
import chat.parley.common.event.UserEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a socket is told, before a dialect writes it. */
public sealed interface Event {

    /** A message was written to a conversation of the user, or to the room. */
    record MessagePosted(ChatMessage message) implements Event {}

    /** The sender of a message that waited for it has announced the file that came with it. */
    record FileAnnounced(ChatMessage message) implements Event {}

    /**
     * A member has received or read more than before.
     *
     * @param messages those between the old marks and the new, oldest first
     */
    record ReceiptAdvanced(
            UUID conversationId, UUID userId, long deliveredSeq, long readSeq, List<ChatMessage> messages, Instant at)
            implements Event {}

    /**
     * A friendship of the user was made, answered or removed.
     *
     * @param viewer the user, one of the two
     */
    record FriendshipChanged(OfFriendship change, UUID viewer) implements Event {}

    /**
     * The user, or a friend, is shown with another status. The user's own comes, too, to each of the user's sockets.
     *
     * @param number the id in {@code social}
     * @param status {@code online}, {@code offline}, {@code busy} or {@code away}
     * @param lastSeen until when an offline user was shown as anything else; null of who is not offline, and when it is not
     *     known
     */
    record PresenceChanged(UUID userId, long number, String status, Instant lastSeen) implements Event {}

    /**
     * Told once to a new socket of a dialect that speaks of presence. While friendship-service is away it names nobody, and
     * those who are online follow as {@link PresenceChanged} when it is back.
     *
     * @param number the user's own id in {@code social}
     * @param friends those friends who are shown as anything but offline
     */
    record OnlineFriends(long number, List<PresenceChanged> friends) implements Event {}

    /** Something was put into the user's inbox. */
    record NotificationCreated(UserEvent.NotificationCreated notification) implements Event {}

    /** The user's own message is committed. */
    record SendAccepted(UUID clientId, UUID conversationId, long seq, UUID messageId, Instant at) implements Event {}

    /**
     * Something that the client asked did not happen.
     *
     * @param clientId the message's, null when it was no message
     */
    record Refused(UUID clientId, String code, String sentence) implements Event {}

    /** The server has refreshed the client's tokens. */
    record TokensRenewed(String access, String refresh) implements Event {}

    /** Another member of a conversation has begun to write, or has stopped. */
    record TypingChanged(UUID conversationId, UUID userId, boolean on) implements Event {}

    /** What is said about the socket itself; most dialects have no word for any of it. */
    sealed interface Control extends Event {

        /**
         * The socket is open.
         *
         * @param cursor where it stands: what is written from here on comes
         */
        record Opened(UUID session, UUID userId, long heartbeatSeconds, String cursor) implements Control {}

        /** What the client had missed has come. */
        record CaughtUp(String cursor) implements Control {}

        /** These messages do not come by themselves: the client has to fetch them. */
        record LeftOut(UUID conversationId, long from, long to) implements Control {}

        /** The access token has so long to live; then the socket ends, unless there is another. */
        record TokenExpiring(long inSeconds) implements Control {}

        /** The node is going away: the client is to connect again after this time. */
        record GoingAway(long afterMillis) implements Control {}

        /** The answer to a ping of the client's in a text frame. */
        record Alive() implements Control {}
    }
}
