package chat.parley.message.message;

import chat.parley.message.conversation.Conversation;
import java.util.UUID;

/**
 * What a socket asks to have again: the messages from one seq to another, both included.
 *
 * @param ofAnnouncement whether not they are wanted, but the announcement of their files
 */
public record Replay(Conversation conversation, UUID userId, long fromSeq, long toSeq, boolean ofAnnouncement) {}
