package chat.parley.common.chat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What became of one command of a batch. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = Outcome.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Outcome.Resumed.class, name = "resumed"),
    @JsonSubTypes.Type(value = Outcome.Refused.class, name = "refused")
})
public sealed interface Outcome {

    /** The message is committed; a repeat of the same send gets the same values. */
    record Accepted(UUID clientId, UUID conversationId, long seq, UUID messageId, Instant at) implements Outcome {}

    /** A mark was kept, or a replay sent. */
    record Done() implements Outcome {}

    /** It did not happen, and repeating it will not help. */
    record Refused(UUID clientId, String code, String sentence) implements Outcome {}

    /**
     * A page of what a socket has not been given.
     *
     * @param messages each conversation's in order, one conversation after the other
     * @param omitted what is left out, since there is too much of it
     * @param standings how far the conversations have come that were read to their end; only those in which something was written
     *     after the horizon
     * @param next where to go on; null when that was all
     * @param horizon what was written before it was committed when the round began, so that the next round can begin there
     */
    record Resumed(
            List<ChatMessage> messages, List<Omitted> omitted, List<Standing> standings, Place next, Instant horizon)
            implements Outcome {}

    /** The messages from one seq to another, both included. */
    record Omitted(UUID conversationId, long from, long to) {}
}
