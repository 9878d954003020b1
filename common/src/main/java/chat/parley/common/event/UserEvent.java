package chat.parley.common.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What user-service says on {@code events.user}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = UserEvent.ProfileChanged.class, name = "profile-changed"),
    @JsonSubTypes.Type(value = UserEvent.NotificationCreated.class, name = "notification-created")
})
public sealed interface UserEvent extends Event {

    String STREAM = "events.user";

    /** A profile was made or changed; the whole of it. */
    record ProfileChanged(Person person) implements UserEvent {}

    /**
     * Something was put into a user's inbox.
     *
     * @param number the notification's id in {@code social}
     * @param sender null when nobody in particular
     * @param kind {@code friend_request}, {@code friend_accept} or {@code message}
     * @param friendshipId the request it is about, or null
     * @param recipient null when we do not know them yet
     * @param friendship the request as it was at that time, null when it is about none, or is no more
     * @param online which of the people in it were online at that time
     * @param conversationId the conversation it is about, or null
     */
    record NotificationCreated(
            UUID id,
            long number,
            UUID recipientId,
            Person sender,
            String kind,
            String text,
            UUID friendshipId,
            Instant at,
            Person recipient,
            FriendshipState friendship,
            List<UUID> online,
            UUID conversationId)
            implements UserEvent {

        public NotificationCreated(
                UUID id,
                long number,
                UUID recipientId,
                Person sender,
                String kind,
                String text,
                UUID friendshipId,
                Instant at,
                Person recipient,
                FriendshipState friendship,
                List<UUID> online) {
            this(id, number, recipientId, sender, kind, text, friendshipId, at, recipient, friendship, online, null);
        }
    }
}
