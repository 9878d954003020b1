package chat.parley.auth.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How passwords are hashed, and how much of the machine that may take. */
@ConfigMapping(prefix = "parley.auth.passwords")
public interface PasswordConfig {

    /** bcrypt's cost: each step doubles the work. 10 takes about 70 ms of a core. */
    @WithDefault("10")
    @Min(4)
    @Max(16)
    int cost();

    /** Cores that hashing may keep busy, each for about thirteen logins a second; what else runs here should keep one. */
    @WithDefault("1")
    @Min(1)
    int threads();

    /** Hashes that may wait for a thread, and with those under way the logins there may be at once; the next is told to come back. */
    @WithDefault("64")
    @Min(1)
    int queue();
}
