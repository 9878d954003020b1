package chat.parley.common.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** What every service must know to tell whether a token is ours. */
@ConfigMapping(prefix = "parley.identity")
public interface IdentityConfig {

    /** The public keys (RFC 7517), a mounted file; looked at again when it changes. */
    Path jwks();

    @WithDefault("parley")
    String issuer();

    @WithDefault("parley")
    String audience();

    /** How far two clocks may be apart. */
    @WithDefault("2s")
    Duration clockSkew();
}
