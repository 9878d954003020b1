package chat.parley.common.identity;

import java.util.Locale;

/** The APIs under which Parley is reached; a token says which one issued it. */
public enum Dialect {
    FRIENDSHIP,
    SOCIAL,
    LOBBY,
    THREAD,
    V1;

    /** The value of the {@code dialect} claim. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when there is no such dialect */
    public static Dialect ofClaim(String claim) {
        return valueOf(claim.toUpperCase(Locale.ROOT));
    }
}
