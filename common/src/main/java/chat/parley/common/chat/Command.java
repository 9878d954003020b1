package chat.parley.common.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What a client asks of a conversation. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Command.Send.class, name = "send"),
    @JsonSubTypes.Type(value = Command.MarkDelivered.class, name = "mark-delivered"),
    @JsonSubTypes.Type(value = Command.ReportDelivered.class, name = "report-delivered"),
    @JsonSubTypes.Type(value = Command.MarkRead.class, name = "mark-read"),
    @JsonSubTypes.Type(value = Command.MarkMessageRead.class, name = "mark-message-read"),
    @JsonSubTypes.Type(value = Command.AnnounceFile.class, name = "announce-file"),
    @JsonSubTypes.Type(value = Command.Typing.class, name = "typing"),
    @JsonSubTypes.Type(value = Command.Replay.class, name = "replay"),
    @JsonSubTypes.Type(value = Command.ReplayAnnouncement.class, name = "replay-announcement"),
    @JsonSubTypes.Type(value = Command.Resume.class, name = "resume")
})
public sealed interface Command {

    /**
     * Write a message.
     *
     * @param clientId the sender's own id for it: the same (sender, clientId) is one message however often it is sent
     * @param body may be empty when there are attachments
     * @param attachments ids of files that the sender has uploaded before
     * @param awaitsAnnouncement as in {@link ChatMessage}
     * @param traceparent the span that it comes from (W3C Trace Context); null when it is not traced
     */
    record Send(
            UUID clientId,
            String body,
            List<UUID> attachments,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean awaitsAnnouncement,
            String traceparent)
            implements Command {

        public Send {
            body = body == null ? "" : body;
            attachments = attachments == null ? List.of() : List.copyOf(attachments);
        }

        public Send(UUID clientId, String body, List<UUID> attachments) {
            this(clientId, body, attachments, false);
        }

        public Send(UUID clientId, String body, List<UUID> attachments, boolean awaitsAnnouncement) {
            this(clientId, body, attachments, awaitsAnnouncement, null);
        }

        /** The same, coming from another span. */
        public Send from(String span) {
            return new Send(clientId, body, attachments, awaitsAnnouncement, span);
        }
    }

    /** Everything up to this seq was written to one of the user's devices. */
    record MarkDelivered(long seq) implements Command {}

    /** What a node has written to devices, of all its users together: a {@link MarkDelivered} of each. */
    record ReportDelivered(List<Delivered> marks) implements Command {

        public ReportDelivered {
            marks = List.copyOf(marks);
        }

        /** Of this conversation everything up to this seq was written to one of the user's devices. */
        public record Delivered(UUID userId, UUID conversationId, long seq) {

            public Delivered {
                Objects.requireNonNull(userId);
                Objects.requireNonNull(conversationId);
            }
        }
    }

    /** Everything up to this seq was read. */
    record MarkRead(long seq) implements Command {}

    /** Everything up to this message was read. */
    record MarkMessageRead(UUID messageId) implements Command {}

    /** Tell the receiver of the file that came with this message of the asker's, which waits for it. */
    record AnnounceFile(long number) implements Command {}

    /**
     * Deliver again, to the asking node, for this user, what has a seq above {@code afterSeq} up to {@code toSeq}; the answer
     * comes after the last of them. Of a long stretch only the first 5000 (as configured): ask again for the rest.
     */
    record Replay(long afterSeq, long toSeq) implements Command {}

    /**
     * Tell the asking node, for this user, again of the file that came with this message to the user, which was announced; the
     * answer comes after it.
     */
    record ReplayAnnouncement(long seq) implements Command {}

    /** The asker has begun to write, or has stopped; nothing is kept of it. */
    record Typing(boolean on) implements Command {}

    /**
     * Of all that was written to the asker's conversations, the next page of what a socket has not been given; the answer is
     * {@link Outcome.Resumed}. Pages are read until there is no next: that is a round. Everything that was committed before the
     * round began is in it, and what is committed meanwhile may be.
     *
     * @param since all that was written before has been given; null when nothing is asked for but where the conversations stand
     * @param given of what was written later, how far each conversation has been given; one that is missing, not at all
     * @param after where the page before ended; null for the first
     * @param horizon as the first page of the round said; null for the first
     */
    record Resume(Instant since, List<Standing> given, Place after, Instant horizon) implements Command {

        public Resume {
            given = given == null ? List.of() : List.copyOf(given);
        }

        /** Where the asker's conversations stand now. */
        public static Resume fromNow() {
            return new Resume(null, List.of(), null, null);
        }
    }
}
