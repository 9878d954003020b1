package chat.parley.auth.session;

import java.util.Locale;

/** Why a login session ended. */
enum EndReason {
    /** Its owner logged out. */
    LOGOUT,
    /** Its owner ended it from another login. */
    ENDED,
    /** A refresh token was shown that had been used up: one of two holders is not its owner. */
    REUSE;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
