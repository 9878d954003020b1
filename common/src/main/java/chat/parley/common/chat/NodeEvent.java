package chat.parley.common.chat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What message-service, and about presence friendship-service, tells a gateway node. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = NodeEvent.BatchAnswered.class, name = "batch-answered"),
    @JsonSubTypes.Type(value = NodeEvent.MessagePosted.class, name = "message-posted"),
    @JsonSubTypes.Type(value = NodeEvent.FileAnnounced.class, name = "file-announced"),
    @JsonSubTypes.Type(value = NodeEvent.ReceiptAdvanced.class, name = "receipt-advanced"),
    @JsonSubTypes.Type(value = NodeEvent.TypingChanged.class, name = "typing-changed"),
    @JsonSubTypes.Type(value = NodeEvent.PresenceChanged.class, name = "presence-changed"),
    @JsonSubTypes.Type(value = NodeEvent.PassagesAsked.class, name = "passages-asked")
})
public sealed interface NodeEvent {

    /** An outcome for each command of the batch, in its order. */
    record BatchAnswered(UUID batch, List<Outcome> outcomes) implements NodeEvent {}

    /**
     * A message for these users' sockets. It may come twice, and two replicas of the writer may tell of two messages in the
     * wrong order: the node drops and waits by {@code (conversationId, seq)}.
     *
     * @param users whose sockets on this node it is for; empty for every socket in the room
     * @param previousAt when the message before it in the conversation was written, null for the first: a node that has not
     *     seen the conversation need not wait for a predecessor that is older than any delivery under way
     * @param traceparent the span that it comes from (W3C Trace Context); null when it is not traced
     */
    record MessagePosted(List<UUID> users, ChatMessage message, Instant previousAt, String traceparent)
            implements NodeEvent {

        public MessagePosted(List<UUID> users, ChatMessage message, Instant previousAt) {
            this(users, message, previousAt, null);
        }
    }

    /** The sender of a message has announced the file that came with it. It may come twice. */
    record FileAnnounced(List<UUID> users, ChatMessage message) implements NodeEvent {}

    /**
     * A member's marks have grown.
     *
     * @param users whose sockets it is for: the senders of the messages; or, when more was read, the reader
     * @param messages those between the old marks and the new, at most 200, oldest first; none when it is for the reader
     */
    record ReceiptAdvanced(
            List<UUID> users,
            UUID conversationId,
            UUID userId,
            long deliveredSeq,
            long readSeq,
            List<ChatMessage> messages,
            Instant at)
            implements NodeEvent {}

    /**
     * Somebody is shown with another status. It may come twice.
     *
     * @param users whose sockets on this node it is for: the friends, and the user in person
     * @param number the user's id in {@code social}
     * @param status {@code online}, {@code offline}, {@code busy} or {@code away}
     * @param lastSeen until when an offline user was shown as anything else; null of who is not offline, and when it is not
     *     known or no longer the others' business
     */
    record PresenceChanged(List<UUID> users, UUID userId, long number, String status, Instant lastSeen)
            implements NodeEvent {}

    /**
     * Somebody has begun to write, or has stopped.
     *
     * @param users whose sockets it is for: the other side
     * @param userId who writes
     */
    record TypingChanged(List<UUID> users, UUID conversationId, UUID userId, boolean on) implements NodeEvent {}

    /**
     * What does the node remember of this message? It answers with a {@link Passage.OfNode} in {@link ChatKeys#passages}. A node
     * that is older than the question does not; so it is always alone in its entry.
     */
    record PassagesAsked(UUID question, UUID messageId) implements NodeEvent {}
}
