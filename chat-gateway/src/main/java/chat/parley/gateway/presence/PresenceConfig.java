package chat.parley.gateway.presence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the others believe that a user is here, and what a user is told of others. */
@ConfigMapping(prefix = "parley.presence")
public interface PresenceConfig {

    /** After this long without renewal nobody writes to this node for the user any more. */
    @WithDefault("15s")
    Duration lease();

    @WithDefault("5s")
    Duration renewEvery();
}
