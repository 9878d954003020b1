package chat.parley.common.chat;

import java.util.UUID;

/** Who asks, as the access token of the socket says. */
public record Sender(UUID userId, long number, String username) {}
