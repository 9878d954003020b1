package chat.parley.deploy.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts a program into a session of its own. A terminal sends Ctrl-C to every process of the foreground group at once;
 * PostgreSQL would then be gone before the services have written what is in flight.
 */
public final class Detached {

    private static final List<String> PREFIX = prefix();

    private Detached() {}

    /** The command, so that it leaves the terminal and then becomes the program: the process id stays the same. */
    public static List<String> command(List<String> command) {
        var detached = new ArrayList<>(PREFIX);
        detached.addAll(command);
        return detached;
    }

    private static List<String> prefix() {
        return find("setsid")
                .map(List::of)
                .or(() -> find("perl").map(perl -> List.of(perl, "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV")))
                .orElse(List.of());
    }

    private static Optional<String> find(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":"))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
