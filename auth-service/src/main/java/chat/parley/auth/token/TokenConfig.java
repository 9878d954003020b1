package chat.parley.auth.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long tokens live. */
@ConfigMapping(prefix = "parley.auth.tokens")
public interface TokenConfig {

    @WithDefault("15m")
    Duration accessLife();

    @WithDefault("7d")
    Duration refreshLife();

    /** For how long a refresh token that was used gets the same child again; zero turns it off. */
    @WithDefault("10s")
    Duration reuseGrace();
}
