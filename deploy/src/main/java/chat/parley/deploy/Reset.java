package chat.parley.deploy;

import chat.parley.deploy.process.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** {@code ./parley reset}: forgets all data of a stack that does not run. What was built and unpacked stays. */
public final class Reset {

    private final Settings settings;
    private final Console console;

    public Reset(Settings settings, Console console) {
        this.settings = settings;
        this.console = console;
    }

    /** @throws CannotRun when it runs */
    public int run() throws IOException {
        var home = settings.home();
        var run = new RunDirectory(home.run());
        try (var lock = run.lock()
                .orElseThrow(() -> CannotRun.because("Parley is running from %s; stop it first.", home.directory()))) {
            run.endLeftovers();
            for (var path : data(home)) {
                delete(path);
            }
            console.say("All data in %s is gone.", home.directory());
            return lock.isValid() ? 0 : 1;
        }
    }

    private static List<Path> data(Home home) {
        return List.of(
                home.postgres(),
                home.redis(),
                home.attachments(),
                home.avatars(),
                home.privateKeys(),
                home.publicKeys(),
                home.secrets(),
                home.logs());
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (var files = Files.walk(path)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
