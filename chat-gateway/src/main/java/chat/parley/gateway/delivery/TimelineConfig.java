package chat.parley.gateway.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** How sockets that keep a cursor are brought up to date. */
@ConfigMapping(prefix = "parley.timeline")
public interface TimelineConfig {

    /** How long a new socket waits for message-service to say where its conversations stand; then it opens without. */
    @WithDefault("500ms")
    Duration openWithin();

    /**
     * How long a new socket that says nothing is given no message, so that one that resumes gets the older messages first. Its
     * first frame ends this. Counted from when its client has got the greeting, which its answer to a ping tells.
     */
    @WithDefault("1s")
    Duration resumeWithin();

    /** How long is waited at most for a client to get the greeting; one that answers no ping is waited for so long. */
    @WithDefault("5s")
    Duration reachWithin();

    /** What a socket that was opened without knowing where its conversations stand takes as its beginning: so long ago. */
    @WithDefault("30s")
    Duration overlap();

    /** Pages that the sockets of this node ask for at the same time; the others wait their turn. */
    @WithDefault("64")
    @Positive
    int pagesAtOnce();

    /** Messages that are kept for a socket while it reads what it missed; of more than that it reads again. */
    @WithDefault("256")
    @Positive
    int held();
}
