package chat.parley.common.identity;

import java.util.Locale;

/** What a token is good for; one is refused where the other is wanted. */
public enum TokenType {
    ACCESS,
    REFRESH;

    /** The value of the {@code token_type} claim. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }
}
