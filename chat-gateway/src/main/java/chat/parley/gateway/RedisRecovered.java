package chat.parley.gateway;

import java.time.Instant;

/**
 * Redis was away, or this node's own keys in it were lost, and both are there again. Fired as a CDI event, on a virtual thread.
 *
 * @param since up to when everything had arrived; what was meant for this node after that may be lost
 */
public record RedisRecovered(Instant since) {}
