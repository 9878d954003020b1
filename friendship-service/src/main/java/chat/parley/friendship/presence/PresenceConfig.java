package chat.parley.friendship.presence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How it is found out, and told, who is online. */
@ConfigMapping(prefix = "parley.presence")
public interface PresenceConfig {

    /** How often to look whether everybody shown as online still is: a node that died told nobody. */
    @WithDefault("3s")
    Duration roundEvery();

    /** For how long after Redis was away or emptied a missing lease says nothing: as long as a node's lease lasts. */
    @WithDefault("15s")
    Duration settle();

    /** About how many entries a node that does not read may leave in its stream. */
    @WithDefault("10000")
    @Min(100)
    int keep();

    /** Events in one entry of a node's stream. */
    @WithDefault("500")
    @Min(1)
    int eventsPerEntry();
}
