package chat.parley.message.attachment;

import chat.parley.storage.S3Config;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How files that come with messages are kept and handed out. */
@ConfigMapping(prefix = "parley.attachments")
public interface AttachmentsConfig {

    /** Where the files are, shared by all replicas; with {@link #s3} only where uploads are on their way, each replica's own. */
    Path directory();

    /** Where the files are instead, when it has a bucket. */
    S3Config s3();

    /** Secret of the signatures in attachment URLs; the same for all replicas. */
    @Size(min = 32, message = "must have at least 32 characters")
    String signingKey();

    /**
     * Secrets whose signatures are good, too: the next one before it signs, so that every replica knows it; the last one for as long
     * as {@link #urlLife} after.
     */
    Optional<List<@Size(min = 32, message = "must have at least 32 characters") String>> acceptedKeys();

    /** How long a URL is good. */
    @WithDefault("24h")
    Duration urlLife();

    @WithDefault("25M")
    MemorySize maxSize();

    /** An image with more pixels is kept as any other file: nothing decodes it here. */
    @WithDefault("40000000")
    @Min(1)
    long maxPixels();

    /** How long who is sent a file may take for 64 KiB of it; who takes longer is cut off before twice that. */
    @WithDefault("30s")
    Duration readerPatience();

    /** How long an upload may wait for the message that takes it. */
    @WithDefault("24h")
    Duration unusedFor();
}
