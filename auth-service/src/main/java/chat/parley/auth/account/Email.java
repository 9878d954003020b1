package chat.parley.auth.account;

import chat.parley.common.failure.Invalid;
import java.util.Locale;
import java.util.regex.Pattern;

/** What may be an e-mail address: one {@code @}, a domain with a dot, at most 254 characters (RFC 5321, section 4.5.3.1). */
public final class Email {

    private static final int MAX_LENGTH = 254;
    private static final Pattern SHAPE =
            Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[\\p{L}\\p{N}-]{1,63}(\\.[\\p{L}\\p{N}-]{1,63})+");

    private Email() {}

    /** @throws Invalid when it is none */
    static String check(String email) {
        if (email.length() > MAX_LENGTH || !SHAPE.matcher(email).matches()) {
            throw new Invalid("invalid-email", "Enter a valid email address.");
        }
        return email;
    }

    static String fold(String email) {
        return email == null ? null : email.toLowerCase(Locale.ROOT);
    }
}
