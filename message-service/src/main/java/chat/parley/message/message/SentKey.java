package chat.parley.message.message;

import java.util.UUID;

/** The sender's own id of a message: under it there is one message for ever. */
record SentKey(UUID senderId, UUID clientId) {}
