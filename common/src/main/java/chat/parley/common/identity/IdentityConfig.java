package chat.parley.common.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** What every service must know to tell whether a token is ours. */
@ConfigMapping(prefix = "parley.identity")
public interface IdentityConfig {

    /**
     * The public keys: a mounted file (RFC 7517), or a directory of certificates called {@code <kid>.crt}; looked at again when
     * they change.
     */
    Path jwks();

    @WithDefault("parley")
    String issuer();

    @WithDefault("parley")
    String audience();

    /** How far two clocks may be apart. */
    @WithDefault("2s")
    Duration clockSkew();
}
