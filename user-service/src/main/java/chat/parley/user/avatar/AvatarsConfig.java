package chat.parley.user.avatar;

import chat.parley.storage.S3Config;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;

/** What is accepted as an avatar, and where it is kept. */
@ConfigMapping(prefix = "parley.avatars")
public interface AvatarsConfig {

    /** Where they lie, shared by all replicas; made when it is not there. With {@link #s3} nothing lies there for long. */
    Path directory();

    /** Where they lie instead, when it has a bucket. */
    S3Config s3();

    @WithDefault("5M")
    MemorySize maxSize();

    /** Read from the header, before anything is decoded. */
    @WithDefault("40000000")
    @Min(1)
    long maxPixels();

    /** The same for WebP, whose decoder takes some 27 bytes of heap a pixel: 216 MB at 8 megapixels, one at a time. */
    @WithDefault("8000000")
    @Min(1)
    long maxWebpPixels();

    /** The longer edge of what is kept. */
    @WithDefault("512")
    @Min(16)
    int maxEdge();

    /** Images decoded at once; each takes a thread, and some tens of megabytes. */
    @WithDefault("2")
    @Min(1)
    int workers();

    /** Images that may wait for a worker; past it, 429. */
    @WithDefault("16")
    @Min(1)
    int queue();

    /** How long an avatar stays that no profile has. */
    @WithDefault("1h")
    Duration keepUnused();

    default ImageLimits limits() {
        return new ImageLimits(maxPixels(), maxWebpPixels(), maxEdge());
    }
}
