package chat.parley.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The directory where a stack keeps everything it writes: {@code .parley} in the checkout, unless told otherwise. */
public record Home(Path directory) {

    private static final long ROOM_BYTES = 300L << 20;

    public Path postgres() {
        return directory.resolve("postgres");
    }

    public Path redis() {
        return directory.resolve("redis");
    }

    /** The unpacked PostgreSQL and Redis programs. */
    public Path programs() {
        return directory.resolve("programs");
    }

    public Path secrets() {
        return directory.resolve("secrets.properties");
    }

    /** What auth-service signs with; nobody else looks in here. */
    public Path privateKeys() {
        return directory.resolve("keys");
    }

    public Path publicKeys() {
        return directory.resolve("jwks.json");
    }

    public Path attachments() {
        return directory.resolve("attachments");
    }

    public Path avatars() {
        return directory.resolve("avatars");
    }

    public Path run() {
        return directory.resolve("run");
    }

    public Path logs() {
        return directory.resolve("logs");
    }

    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    /** Makes what is missing, and refuses a place that cannot hold a stack. */
    public void prepare() {
        try {
            Files.createDirectories(run());
            Files.createDirectories(logs());
            Files.createDirectories(programs());
            Files.createDirectories(redis());
            Files.createDirectories(attachments());
            Files.createDirectories(avatars());
            makePrivate(privateKeys());
        } catch (IOException refused) {
            throw CannotRun.because(
                    "%s cannot be written by %s (%s); make it yours, or set PARLEY_HOME to another directory.",
                    directory, System.getProperty("user.name"), refused);
        }
        checkRoom();
    }

    private static void makePrivate(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }

    private void checkRoom() {
        var free = directory.toFile().getUsableSpace();
        if (free < ROOM_BYTES) {
            throw CannotRun.because(
                    "Only %d MB are free where %s is, and a stack needs %d; make room, or set PARLEY_HOME.",
                    free >> 20, directory, ROOM_BYTES >> 20);
        }
    }
}
