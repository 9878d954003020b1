package chat.parley.deploy.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Who may do what in Redis, as its ACL file says it: one user for each service, with its own keys and commands; one for whoever looks
 * after Redis; and nobody without a name. The table is {@code redis-users.yaml}.
 */
public final class RedisUsers {

    /** May do everything; no service is it. */
    public static final String ADMINISTRATOR = "administrator";

    private final Map<String, Rights> users;

    private RedisUsers(Map<String, Rights> users) {
        this.users = users;
    }

    public static RedisUsers load() {
        try (var file = RedisUsers.class.getResourceAsStream("/redis-users.yaml")) {
            Map<String, Map<String, List<String>>> table =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return new RedisUsers(table.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, user -> Rights.of(user.getValue()))));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @param password of each user, by its name */
    public String file(UnaryOperator<String> password) {
        var services = users.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(user -> line(user.getKey(), password, user.getValue().rules()));
        var others = Stream.of("user default off", line(ADMINISTRATOR, password, "allchannels ~* +@all"));
        return Stream.concat(others, services).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(String user, UnaryOperator<String> password, String rules) {
        return "user %s on #%s %s".formatted(user, sha256(password.apply(user)), rules);
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private record Rights(List<String> keys, List<String> commands) {

        static Rights of(Map<String, List<String>> table) {
            return new Rights(table.get("keys"), table.get("commands"));
        }

        String rules() {
            return Stream.of(
                            Stream.of("resetchannels"),
                            keys.stream().map(key -> "~" + key),
                            Stream.of("-@all"),
                            commands.stream().map(command -> "+" + command))
                    .flatMap(words -> words)
                    .collect(Collectors.joining(" "));
        }
    }
}
