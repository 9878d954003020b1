package chat.parley.common.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.UUID;

/** What friendship-service says on {@code events.friendship}: of friendships, and of blocks. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FriendshipEvent.FriendshipRequested.class, name = "friendship-requested"),
    @JsonSubTypes.Type(value = FriendshipEvent.FriendshipAnswered.class, name = "friendship-answered"),
    @JsonSubTypes.Type(value = FriendshipEvent.FriendshipRemoved.class, name = "friendship-removed"),
    @JsonSubTypes.Type(value = FriendshipEvent.Blocked.class, name = "blocked"),
    @JsonSubTypes.Type(value = FriendshipEvent.Unblocked.class, name = "unblocked")
})
public sealed interface FriendshipEvent extends Event {

    String STREAM = "events.friendship";

    Instant at();

    /** What happened to a friendship. */
    sealed interface OfFriendship extends FriendshipEvent {

        FriendshipState friendship();
    }

    /**
     * Somebody does not want to hear from somebody. Only the services are told: it is nobody else's business, and least of all
     * that of the blocked.
     */
    sealed interface OfBlock extends FriendshipEvent {

        UUID blocker();

        UUID blocked();

        /** Grows with every change between the two in this direction; an older event never replaces a newer one. */
        long version();
    }

    /** Somebody asked. */
    record FriendshipRequested(FriendshipState friendship, Instant at) implements OfFriendship {}

    /**
     * One side changed its status; {@code by} says whose.
     *
     * @param wasAccepted whether the two were friends before
     */
    record FriendshipAnswered(FriendshipState friendship, UUID by, Instant at, boolean wasAccepted)
            implements OfFriendship {

        public FriendshipAnswered(FriendshipState friendship, UUID by, Instant at) {
            this(friendship, by, at, false);
        }
    }

    /** The friendship is no more; the state is the last it had, with a version above all others. */
    record FriendshipRemoved(FriendshipState friendship, UUID by, Instant at) implements OfFriendship {}

    record Blocked(UUID blocker, UUID blocked, long version, Instant at) implements OfBlock {}

    record Unblocked(UUID blocker, UUID blocked, long version, Instant at) implements OfBlock {}
}
