package chat.parley.auth.password;

import chat.parley.common.failure.Invalid;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a password must be like; which rule holds is the dialect's choice. */
public enum PasswordRule {
    /** As documented by {@code friendship}: upper case, lower case, digit and special character. */
    MIXED {
        @Override
        void checkKind(String password, String username) {
            var mixed = password.codePoints().anyMatch(Character::isUpperCase)
                    && password.codePoints().anyMatch(Character::isLowerCase)
                    && password.codePoints().anyMatch(Character::isDigit)
                    && password.codePoints().anyMatch(c -> !Character.isLetterOrDigit(c));
            if (!mixed) {
                throw new Invalid(
                        "password-too-simple",
                        "Password must contain an uppercase letter, a lowercase letter, a digit and a special character.");
            }
        }
    },
    /** Neither one of the most common nor the username (NIST SP 800-63B, section 5.1.1.2). */
    UNCOMMON {
        @Override
        void checkKind(String password, String username) {
            if (CommonPasswords.contains(password)) {
                throw new Invalid("password-too-common", "This password is too common.");
            }
            if (password.toLowerCase(Locale.ROOT).equals(username.toLowerCase(Locale.ROOT))) {
                throw new Invalid("password-is-username", "The password is too similar to the username.");
            }
        }
    };

    static final int MIN_CHARACTERS = 8;

    /** What bcrypt looks at; a longer password would be cut without a word. */
    private static final int MAX_BYTES = 72;

    /** @throws Invalid with the first rule that it breaks */
    public void check(String password, String username) {
        if (password.codePointCount(0, password.length()) < MIN_CHARACTERS) {
            throw new Invalid("password-too-short", "Password is too short. It must contain at least 8 characters.");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new Invalid("password-too-long", "Password is too long. It must contain at most 72 bytes.");
        }
        checkKind(password, username);
    }

    abstract void checkKind(String password, String username);
}
