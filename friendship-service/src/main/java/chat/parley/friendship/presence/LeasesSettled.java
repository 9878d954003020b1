package chat.parley.friendship.presence;

import chat.parley.common.stream.Streams;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/**
 * Whether a lease that is missing means that nobody is there. For a while after Redis was emptied, or did not answer, the nodes
 * may only not have written it yet. Blocks.
 */
@ApplicationScoped
class LeasesSettled {

    /** When it was made, in Unix milliseconds; it goes with all else when Redis is emptied. */
    static final String SINCE = "presence.since";

    private final Streams streams;
    private final PresenceConfig config;
    private final Clock clock = Clock.systemUTC();

    private volatile Instant notBefore = Instant.MIN;

    LeasesSettled(Streams streams, PresenceConfig config) {
        this.streams = streams;
        this.config = config;
    }

    /** To be asked after the leases were read. */
    boolean areThey() {
        var now = clock.instant();
        streams.ask(Request.cmd(Command.SET).arg(SINCE).arg(now.toEpochMilli()).arg("NX"));
        var since = streams.ask(Request.cmd(Command.GET).arg(SINCE));
        return since != null
                && now.isAfter(notBefore)
                && now.isAfter(Instant.ofEpochMilli(since.toLong()).plus(config.settle()));
    }

    /** Redis did not answer, and leases may have ended meanwhile that could not be renewed. */
    void notNow() {
        notBefore = clock.instant().plus(config.settle());
    }
}
