package chat.parley.auth.account;

import chat.parley.common.failure.Invalid;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What may be a username: 1 to 150 letters, digits and {@code @ . + - _}, as the published servers have it. */
public final class Username {

    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{M}\\p{N}@.+_-]{1,150}");

    private Username() {}

    /** @throws Invalid when it is none */
    static String check(String username) {
        if (!ALLOWED.matcher(username).matches()) {
            throw new Invalid(
                    "invalid-username",
                    "Enter a valid username: up to 150 letters, digits and the characters @ . + - _ only.");
        }
        return username;
    }

    /** The form in which two names are the same: compatibility forms and case do not tell them apart. */
    static String fold(String username) {
        return Normalizer.normalize(username, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
