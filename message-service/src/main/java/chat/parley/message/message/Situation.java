package chat.parley.message.message;

import chat.parley.message.attachment.Attachment;
import chat.parley.message.conversation.Conversation;
import java.util.Map;
import java.util.UUID;

/**
 * All that decides what becomes of a batch, as read under lock.
 *
 * @param locked the conversations that are written to; nobody else writes to them meanwhile
 * @param seen those that are only asked about
 * @param relations how the two of each conversation stand to each other, where that matters
 * @param sent what was sent before under the ids of the batch
 * @param attachments those that the batch wants to send, by id
 * @param seqs where the messages stand that the batch names by their id
 * @param numbered the messages that it names by their number
 */
record Situation(
        Map<UUID, Conversation> locked,
        Map<UUID, Conversation> seen,
        Map<UUID, Relation> relations,
        Map<SentKey, Sent> sent,
        Map<UUID, Attachment> attachments,
        Map<UUID, MessageKey> seqs,
        Map<NumberedMessage, Message> numbered) {

    Conversation conversation(UUID id) {
        var conversation = locked.get(id);
        return conversation == null ? seen.get(id) : conversation;
    }
}
