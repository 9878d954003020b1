package chat.parley.common.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How what we tell is published and forgotten. */
@ConfigMapping(prefix = "parley.outbox")
public interface OutboxConfig {

    /** The one stream that this service writes. */
    String stream();

    /** The consumer groups that must have finished an event before it may be forgotten. */
    Optional<List<String>> groups();

    /** How often to look for rows that another replica wrote, or that a failure left. */
    @WithDefault("500ms")
    Duration poll();

    /** How long one look follows after another at least: what is told in between goes together, what comes alone at once. */
    @WithDefault("20ms")
    Duration every();

    /** How long an event is kept at least, for readers without a group. */
    @WithDefault("60s")
    Duration keep();

    /** How long to remember which events of others took effect; longer than any of them can come again. */
    @WithDefault("7d")
    Duration remember();
}
