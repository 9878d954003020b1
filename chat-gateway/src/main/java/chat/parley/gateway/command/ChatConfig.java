package chat.parley.gateway.command;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** How commands go to message-service. */
@ConfigMapping(prefix = "parley.chat")
public interface ChatConfig {

    /** Streams over which commands are spread; message-service must have the same number. */
    @WithDefault("4")
    @Positive
    int shards();

    /** Commands of one socket to one conversation that may go together. */
    @WithDefault("100")
    @Positive
    int batch();

    /** After how long without an answer a batch is appended again; twice as long after each time. */
    @WithDefault("2s")
    Duration repeatAfter();

    /** The same when appending failed, because Redis is away. */
    @WithDefault("250ms")
    Duration retryAfter();

    /** After how long the client is told that there is no answer. */
    @WithDefault("30s")
    Duration giveUpAfter();
}
