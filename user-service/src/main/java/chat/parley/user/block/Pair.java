package chat.parley.user.block;

import java.util.UUID;

/** Two users, in this order. */
public record Pair(UUID blocker, UUID blocked) {}
