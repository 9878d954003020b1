package chat.parley.message.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How gateway nodes are told. */
@ConfigMapping(prefix = "parley.delivery")
public interface DeliveryConfig {

    /** About how many entries a node that does not read may leave in its stream; what it misses it reads in history. */
    @WithDefault("10000")
    @Min(100)
    int keep();

    /** Events in one entry: more make fewer commands, and bigger ones. */
    @WithDefault("500")
    @Min(1)
    @Max(5000)
    int eventsPerEntry();

    /** How long Redis may take over one step. */
    @WithDefault("2s")
    Duration timeout();

    /** Messages that come with one receipt. */
    @WithDefault("200")
    @Min(1)
    @Max(200)
    int messagesPerReceipt();

    /** After how long a message that was sent over HTTP, and is not known to be delivered, is delivered again. */
    @WithDefault("3s")
    Duration redeliverAfter();
}
