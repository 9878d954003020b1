package chat.parley.message.message;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** What may be sent. */
@ConfigMapping(prefix = "parley.messaging")
public interface MessagingConfig {

    /** {@code everyone} or {@code friends-only}; a block counts under either. */
    @WithDefault("everyone")
    MessagingPolicy policy();

    /** Characters (Unicode code points) in a body. */
    @WithDefault("16384")
    @Min(1)
    int maxLength();

    @WithDefault("10")
    @Min(0)
    @Max(100)
    int maxAttachments();

    /** Messages that one replay delivers; the rest is asked for next. */
    @WithDefault("5000")
    @Min(1)
    int maxReplay();
}
