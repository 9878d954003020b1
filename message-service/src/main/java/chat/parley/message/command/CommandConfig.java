package chat.parley.message.command;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How commands of sockets are taken. */
@ConfigMapping(prefix = "parley.chat")
public interface CommandConfig {

    /** Command streams; the same for gateways and message-services. */
    @WithDefault("4")
    @Min(1)
    @Max(256)
    int shards();

    /** Entries that are read at once; those of idle sockets have one command each, and go in one transaction. */
    @WithDefault("300")
    @Min(1)
    @Max(2000)
    int batch();

    /**
     * Commands in one transaction: more make a commit cheaper for each, and the last of them wait longer. So few that they are done
     * in seconds even on a machine that has other things to do.
     */
    @WithDefault("500")
    @Min(1)
    @Max(10000)
    int commands();

    /** Transactions at a time in a replica. What comes while all are under way goes together in the next. */
    @WithDefault("2")
    @Min(1)
    @Max(64)
    int transactions();

    /** After how long the entries of a replica that is gone are taken over; longer than any transaction takes. */
    @WithDefault("15s")
    Duration claimIdle();

    /** How long a stop waits for what is in flight. */
    @WithDefault("10s")
    Duration patience();
}
