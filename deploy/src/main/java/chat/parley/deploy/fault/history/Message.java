package chat.parley.deploy.fault.history;

import java.util.UUID;

/** A message as somebody tells it: the database, a history, a frame. */
public record Message(UUID conversation, long seq, UUID id, UUID clientId, UUID sender, String body) {}
