package chat.parley.auth.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where the private keys are, which auth-service alone has. */
@ConfigMapping(prefix = "parley.auth.keys")
public interface KeyConfig {

    /** Holds one private key a file, {@code <kid>.jwk} (RFC 7517) or {@code <kid>.key} (PEM); several while keys are rotated. */
    Path directory();

    /** The key that signs; the last by name when not said. */
    Optional<String> active();

    /** Make a key pair, and the public key set beside the others' mount, when the directory holds none. For local stacks. */
    @WithDefault("false")
    boolean generate();
}
