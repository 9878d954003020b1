package chat.parley.message.message;

import java.util.UUID;

/** The messages of a conversation from one seq to another, both included, as they concern a reader. */
public record Span(UUID conversationId, UUID reader, long fromSeq, long toSeq) {}
