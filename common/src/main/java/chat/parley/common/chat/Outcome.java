package chat.parley.common.chat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.UUID;

/** What became of one command of a batch. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = Outcome.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Outcome.Refused.class, name = "refused")
})
public sealed interface Outcome {

    /** The message is committed; a repeat of the same send gets the same values. */
    record Accepted(UUID clientId, UUID conversationId, long seq, UUID messageId, Instant at) implements Outcome {}

    /** A mark was kept, or a replay sent. */
    record Done() implements Outcome {}

    /** It did not happen, and repeating it will not help. */
    record Refused(UUID clientId, String code, String sentence) implements Outcome {}
}
