package chat.parley.message.message;

import chat.parley.message.conversation.Conversation;
import java.util.UUID;

/** A member has begun to write, or has stopped. */
public record Typing(Conversation conversation, UUID userId, boolean on) {}
