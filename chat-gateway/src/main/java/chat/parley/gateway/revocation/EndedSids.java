package chat.parley.gateway.revocation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The login sessions that have ended while an access token of theirs may still look good. */
@ApplicationScoped
public class EndedSids {

    private final Duration accessTokenLife;
    private final Map<UUID, Instant> endedAt = new ConcurrentHashMap<>();

    EndedSids(@ConfigProperty(name = "parley.auth.tokens.access-life", defaultValue = "15m") Duration accessTokenLife) {
        this.accessTokenLife = accessTokenLife;
    }

    public boolean contains(UUID sid) {
        return endedAt.containsKey(sid);
    }

    /** Whether that was news. */
    boolean add(UUID sid, Instant at) {
        return endedAt.putIfAbsent(sid, at) == null;
    }

    /** From when on one must know what has ended. */
    Instant horizon() {
        return Clock.systemUTC().instant().minus(accessTokenLife).minus(Duration.ofMinutes(1));
    }

    void forgetOld() {
        var horizon = horizon();
        endedAt.values().removeIf(at -> at.isBefore(horizon));
    }
}
