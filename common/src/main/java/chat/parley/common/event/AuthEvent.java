package chat.parley.common.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.UUID;

/** What auth-service says on {@code events.auth}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AuthEvent.AccountRegistered.class, name = "account-registered"),
    @JsonSubTypes.Type(value = AuthEvent.SessionEnded.class, name = "session-ended")
})
public sealed interface AuthEvent extends Event {

    String STREAM = "events.auth";

    /**
     * Somebody signed up.
     *
     * @param email null when none was given
     * @param firstName empty when none was given
     * @param lastName empty when none was given
     * @param avatar the path of an avatar that user-service has accepted before, or null
     */
    record AccountRegistered(
            UUID userId,
            long number,
            String username,
            String email,
            String firstName,
            String lastName,
            String avatar,
            Instant at)
            implements AuthEvent {}

    /** A login session ended: by logout, by reuse of a refresh token, or because its last refresh token expired. */
    record SessionEnded(UUID userId, UUID sid, Instant at) implements AuthEvent {}
}
