package chat.parley.auth.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

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

    /**
     * Hashes that may wait for a thread, and with those under way the logins there may be at once; the next is told to come back.
     * As many as one thread does in little more than a second: whoever is let in is answered soon, even where a hash takes
     * several times as long because the machine has other things to do.
     */
    @WithDefault("16")
    @Min(1)
    int queue();

    /** Who has waited longer for a thread is told to come back, too. */
    @WithDefault("5s")
    Duration patience();
}
