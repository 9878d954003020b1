package chat.parley.common.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What message-service says on {@code events.message}: for the inbox, and for gateways that have lost Redis. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = MessageEvent.MessagesPosted.class, name = "messages-posted"),
    @JsonSubTypes.Type(value = MessageEvent.RoomMessagesPosted.class, name = "room-messages-posted"),
    @JsonSubTypes.Type(value = MessageEvent.AnnouncementMade.class, name = "announcement-made")
})
public sealed interface MessageEvent extends Event {

    String STREAM = "events.message";

    /** Messages were written to a direct conversation, in one transaction. */
    record MessagesPosted(UUID conversationId, List<Posted> messages) implements MessageEvent {}

    /** Messages were written to a room, from one seq to the other, both included. */
    record RoomMessagesPosted(UUID conversationId, long fromSeq, long toSeq, Instant at) implements MessageEvent {}

    /** The sender of a message that waited for it has announced the file that came with it. It may be made again. */
    record AnnouncementMade(UUID conversationId, long seq, UUID recipientId, Instant at) implements MessageEvent {}

    /** One of them. */
    record Posted(UUID id, long seq, UUID senderId, UUID recipientId, Instant at) {}
}
