package chat.parley.deploy.store;

import chat.parley.deploy.CannotRun;
import chat.parley.deploy.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * As whom PostgreSQL runs: as ourselves, but never as root, which it refuses. For root it runs in a user namespace of its
 * own, where it is nobody and yet reads what root wrote; where namespaces are forbidden, as the user nobody, who then
 * owns the data.
 */
final class PostgresAccount {

    private final List<String> prefix;
    private final boolean ownsData;

    private PostgresAccount(List<String> prefix, boolean ownsData) {
        this.prefix = prefix;
        this.ownsData = ownsData;
    }

    static PostgresAccount find() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new PostgresAccount(List.of(), false);
        }
        var namespace = List.of("unshare", "-U");
        return works(namespace, "true")
                ? new PostgresAccount(namespace, false)
                : new PostgresAccount(
                        List.of("setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups", "--"), true);
    }

    List<String> command(List<String> command) {
        var whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Makes the directory, or the file, its own. */
    void give(Path path) throws IOException {
        if (ownsData) {
            var nobody = path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
            Files.setOwner(path, nobody);
        }
    }

    void checkReaches(Path directory) {
        if (!works(prefix, "test", "-w", directory.toString())) {
            throw CannotRun.because(
                    "PostgreSQL, which must not run as root, cannot write %s; give it to %s, run ./parley as its"
                            + " owner, or set PARLEY_HOME to a directory that others may enter.",
                    directory, ownsData ? "the user nobody" : System.getProperty("user.name"));
        }
    }

    private static boolean works(List<String> prefix, String... command) {
        var whole = new ArrayList<>(prefix);
        whole.addAll(List.of(command));
        return Program.succeeds(whole);
    }
}
