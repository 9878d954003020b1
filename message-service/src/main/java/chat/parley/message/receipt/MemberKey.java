package chat.parley.message.receipt;

import java.util.UUID;

/** One member of one conversation. */
public record MemberKey(UUID conversationId, UUID userId) {}
