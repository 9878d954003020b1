package chat.parley.message.message;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How sockets that catch up are given what they missed. */
@ConfigMapping(prefix = "parley.backlog")
public interface BacklogConfig {

    /**
     * How far from the truth the times of messages may be: how much later than any other replica's the clock of one may be, and
     * how long after a message was given its time the transaction may seem not to have begun. A longer one costs a little longer
     * cursors; one that is too short costs messages.
     */
    @WithDefault("30s")
    Duration overlap();

    /** Messages in a page, and conversations that are looked at for it. */
    @WithDefault("100")
    @Min(1)
    @Max(1000)
    int page();

    /** Bytes of text in a page, about; a gateway keeps one page for each socket that catches up. */
    @WithDefault("256K")
    MemorySize pageBytes();

    /** Of a room only so many of the newest messages are given; the rest is in its history. */
    @WithDefault("1000")
    @Min(0)
    int ofRoom();

    /** Conversations of which a new socket is told where they stand. */
    @WithDefault("4096")
    @Min(1)
    int standings();

    /** Pages that a replica reads at the same time; fewer than its connections, so that writing always finds one. */
    @WithDefault("6")
    @Min(1)
    int atOnce();
}
