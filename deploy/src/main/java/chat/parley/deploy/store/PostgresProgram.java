package chat.parley.deploy.store;

import chat.parley.deploy.CannotRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The PostgreSQL programs of this platform, unpacked once from the archive on the class path. */
final class PostgresProgram {

    private final Path directory;

    private PostgresProgram(Path directory) {
        this.directory = directory;
    }

    Path initdb() {
        return directory.resolve("bin/initdb");
    }

    Path server() {
        return directory.resolve("bin/postgres");
    }

    /** @param programs each version gets a directory of its own in here, so that an upgrade unpacks afresh */
    static PostgresProgram unpack(Path programs) throws IOException {
        try (var archive = archive()) {
            var directory = programs.resolve("postgres-" + version());
            if (!Files.isDirectory(directory)) {
                var unfinished = Files.createTempDirectory(programs, "unpacking-");
                Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
                extract(archive, unfinished);
                Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
            }
            return new PostgresProgram(directory);
        }
    }

    private static InputStream archive() {
        var archive = PostgresProgram.class.getResourceAsStream("/" + archiveName());
        if (archive == null) {
            throw CannotRun.because(
                    "There is no PostgreSQL for %s on %s in this build; Parley's local stack runs on Linux and macOS.",
                    System.getProperty("os.name"), System.getProperty("os.arch"));
        }
        return archive;
    }

    private static String archiveName() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        var processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        return "postgres-%s-%s.txz".formatted(system, processor);
    }

    /** Told by the name of the jar, which the archive itself does not say. */
    private static String version() {
        var jar = PostgresProgram.class.getResource("/" + archiveName()).getPath();
        return jar.replaceFirst(".*-([0-9][0-9.]*)\\.jar!.*", "$1");
    }

    private static void extract(InputStream archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                extract(tar, entry, target.resolve(entry.getName()));
            }
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        var executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
