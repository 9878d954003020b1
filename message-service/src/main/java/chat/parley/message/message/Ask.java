package chat.parley.message.message;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.CommandBatch;
import chat.parley.message.conversation.Conversation;
import java.util.UUID;

/**
 * A batch of commands, and the conversation that its client meant.
 *
 * @param conversationId null when it is refused as a whole
 * @param direct the conversation as it would be before anything is written, when it is one that may be made; else null
 * @param refusal why no command of it can be carried out, else null
 * @param mayComeLater whether it names a friendship or a user that we have not heard of, and may be about to
 */
public record Ask(CommandBatch batch, UUID conversationId, Conversation direct, Refusal refusal, boolean mayComeLater) {

    static Ask refused(CommandBatch batch, Refusal refusal) {
        return new Ask(batch, null, null, refusal, false);
    }

    static Ask unheardOf(CommandBatch batch, Refusal refusal) {
        return new Ask(batch, null, null, refusal, true);
    }

    static Ask direct(CommandBatch batch, Conversation direct) {
        return new Ask(batch, direct.id(), direct, null, false);
    }

    static Ask conversation(CommandBatch batch, UUID id) {
        return new Ask(batch, id, null, null, false);
    }

    /** Whether the answer goes to a socket; else an HTTP caller waits for it. */
    boolean isFromSocket() {
        return batch.node() != null;
    }

    boolean writes() {
        return refusal == null && batch.commands().stream().anyMatch(Command.Send.class::isInstance);
    }

    /** Whether it may lead to an event. */
    boolean tells() {
        return writes()
                || refusal == null && batch.commands().stream().anyMatch(Command.AnnounceFile.class::isInstance);
    }

    UUID userId() {
        return batch.sender().userId();
    }
}
