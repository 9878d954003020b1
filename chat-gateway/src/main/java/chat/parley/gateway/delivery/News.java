package chat.parley.gateway.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What of a stream is new to this node: each thing once, and nothing that happened before it started, which others tell. For one
 * thread.
 */
final class News {

    /** What is older when this node starts is history. */
    private static final Duration OLDEST = Duration.ofSeconds(10);

    private final RecentIds told = new RecentIds(10_000);
    private final Instant notBefore = Clock.systemUTC().instant().minus(OLDEST);

    boolean isNew(UUID id, Instant at) {
        return told.add(id) && !at.isBefore(notBefore);
    }
}
