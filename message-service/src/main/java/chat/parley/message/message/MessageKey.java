package chat.parley.message.message;

import java.util.UUID;

/** Where a message stands. */
public record MessageKey(UUID conversationId, long seq) {}
