package chat.parley.common.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;

/**
 * A friendship as it stands after an event.
 *
 * @param number the integer id of {@code social}
 * @param from who asked
 * @param to who was asked
 * @param statusFrom {@code pending}, {@code accepted} or {@code rejected}; so is {@code statusTo}
 * @param version grows with every change; an older state never replaces a newer one
 */
public record FriendshipState(
        UUID id,
        long number,
        Person from,
        Person to,
        String statusFrom,
        String statusTo,
        Instant createdAt,
        long version) {

    /** Either side has said no: a block both ways. */
    @JsonIgnore
    public boolean isBlock() {
        return "rejected".equals(statusFrom) || "rejected".equals(statusTo);
    }

    /** The invited side said yes, and the inviting side has not taken it back. */
    @JsonIgnore
    public boolean isAccepted() {
        return "accepted".equals(statusTo) && !"rejected".equals(statusFrom);
    }
}
