package chat.parley.auth.password;

import io.quarkus.runtime.annotations.RegisterResources;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The most common passwords: the hundred thousand that nbvcxz brings along, and some that have become common since. Only those
 * long enough to be a password here are kept.
 */
@RegisterResources(globs = {"dictionaries/passwords.txt", "common-passwords.txt"})
final class CommonPasswords {

    private static final Set<String> LIST = Stream.of("dictionaries/passwords.txt", "common-passwords.txt")
            .flatMap(CommonPasswords::read)
            .filter(password -> password.length() >= PasswordRule.MIN_CHARACTERS)
            .map(password -> password.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private CommonPasswords() {}

    static boolean contains(String password) {
        return LIST.contains(password.toLowerCase(Locale.ROOT));
    }

    private static Stream<String> read(String name) {
        var file = Thread.currentThread().getContextClassLoader().getResourceAsStream(name);
        try (var lines =
                new BufferedReader(new InputStreamReader(Objects.requireNonNull(file, name), StandardCharsets.UTF_8))) {
            return lines.lines().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
