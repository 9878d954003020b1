package chat.parley.message.message;

import java.util.UUID;

/** A message as a client names it: by its id, in a conversation. */
record NamedMessage(UUID conversationId, UUID id) {}
