package chat.parley.auth.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How often one may try to log in. */
@ConfigMapping(prefix = "parley.auth.limits")
public interface LimitConfig {

    /** Attempts for one name in a window; a success starts it anew. */
    @WithDefault("20")
    int perName();

    /** Attempts from one address in a window. */
    @WithDefault("300")
    int perAddress();

    /** Logins from one address that may be under way at a replica; the next is told to come back in a moment. */
    @WithDefault("4")
    @Min(1)
    int atOnce();

    @WithDefault("1m")
    Duration window();
}
