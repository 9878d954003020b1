package chat.parley.storage;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A bucket of any S3-compatible store: AWS, MinIO, Ceph, Garage and their like. A group in the configuration of who keeps files there. */
public interface S3Config {

    /** Has to be there already. Without one there is no such store, and all else here means nothing. */
    Optional<@Pattern(regexp = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", message = "is no name of a bucket") String> bucket();

    /** Begins every key, followed by a slash; several services may share a bucket so. */
    Optional<@Pattern(regexp = "[\\w-]+(/[\\w-]+)*", message = "is names with single slashes between") String> prefix();

    /** {@code http} or {@code https}, without a path. AWS's own of the region when there is none. */
    Optional<URI> endpoint();

    /** Certificates, in PEM, of who vouches for the store by the name in {@link #endpoint}; the JVM's own authorities when there is none. */
    Optional<Path> ca();

    @WithDefault("us-east-1")
    String region();

    /** {@code https://host/bucket/key} instead of {@code https://bucket.host/key}: what most stores but AWS want. */
    @WithDefault("false")
    boolean pathStyle();

    /**
     * With {@link #secretKey}. Without both, what the AWS SDK finds: {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}
     * in the environment, the file {@code AWS_SHARED_CREDENTIALS_FILE}, the identity of an EKS pod, an ECS task or a machine.
     */
    Optional<String> accessKey();

    Optional<String> secretKey();

    /** Sent with every file that is kept, as {@code x-amz-server-side-encryption}: {@code AES256}, or {@code aws:kms}. */
    Optional<@Pattern(regexp = "AES256|aws:kms", message = "is AES256 or aws:kms") String> encryption();

    /** With {@code aws:kms}: which key, when it is not the bucket's own. */
    Optional<String> encryptionKey();

    /** Open at once; each upload and each download under way takes one, and the next waits for {@link #acquireTimeout}. */
    @WithDefault("128")
    @Min(1)
    int connections();

    /** How long to wait for a connection while all are in use. */
    @WithDefault("2s")
    Duration acquireTimeout();

    @WithDefault("2s")
    Duration connectTimeout();

    /** How long the store may be silent within an answer, or before it. */
    @WithDefault("10s")
    Duration readTimeout();

    /** How long one call may take until the store has answered, with its one repetition; not how long a file is read. */
    @WithDefault("20s")
    Duration deadline();
}
