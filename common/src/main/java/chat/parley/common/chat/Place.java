package chat.parley.common.chat;

import java.util.UUID;

/** A message by its place: everything up to it, in the order of a list of conversations and their messages, has been seen. */
public record Place(UUID conversationId, long seq) {}
