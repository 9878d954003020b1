package chat.parley.common.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.UUID;

/** What friendship-service says on {@code events.friendship}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FriendshipEvent.FriendshipRequested.class, name = "friendship-requested"),
    @JsonSubTypes.Type(value = FriendshipEvent.FriendshipAnswered.class, name = "friendship-answered"),
    @JsonSubTypes.Type(value = FriendshipEvent.FriendshipRemoved.class, name = "friendship-removed")
})
public sealed interface FriendshipEvent extends Event {

    String STREAM = "events.friendship";

    FriendshipState friendship();

    /** Somebody asked. */
    record FriendshipRequested(FriendshipState friendship, Instant at) implements FriendshipEvent {}

    /**
     * One side changed its status; {@code by} says whose.
     *
     * @param wasAccepted whether the two were friends before
     */
    record FriendshipAnswered(FriendshipState friendship, UUID by, Instant at, boolean wasAccepted)
            implements FriendshipEvent {

        public FriendshipAnswered(FriendshipState friendship, UUID by, Instant at) {
            this(friendship, by, at, false);
        }
    }

    /** The friendship is no more; the state is the last it had, with a version above all others. */
    record FriendshipRemoved(FriendshipState friendship, UUID by, Instant at) implements FriendshipEvent {}
}
