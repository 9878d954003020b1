package chat.parley.gateway.delivery;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.event.FriendshipEvent;
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

    /** A friendship of the user was made, answered or removed. */
    record FriendshipChanged(FriendshipEvent change) implements Event {}

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
}
