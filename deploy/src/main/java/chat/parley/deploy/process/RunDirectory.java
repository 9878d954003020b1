package chat.parley.deploy.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which processes of a stack are alive, on disk, so that another launcher knows them: {@code status} to show them, the next
 * {@code up} to end what a killed launcher left behind.
 */
public final class RunDirectory {

    private static final String SUFFIX = ".process";
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Path directory;

    public RunDirectory(Path directory) {
        this.directory = directory;
    }

    /** A lock that ends with the process that holds it, however it ends; empty while another one has it. */
    public Optional<FileLock> lock() {
        try {
            Files.createDirectories(directory);
            var channel =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = tryLock(channel);
            if (lock.isEmpty()) {
                channel.close();
            }
            return lock;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException heldByThisProcess) {
            return Optional.empty();
        }
    }

    public void remember(RunRecord process) {
        try {
            process.write(file(process.name()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public void forget(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Everything written down, alive or not, by name. */
    public List<RunRecord> processes() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            var records = new ArrayList<RunRecord>();
            for (var file :
                    files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList()) {
                records.add(RunRecord.read(file));
            }
            return records;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Ends what is still alive of a launcher that could not do so itself. Only for the holder of the lock.
     *
     * @return the names of what was ended
     */
    public List<String> endLeftovers() {
        var ended = new ArrayList<String>();
        for (var left : processes()) {
            left.process().ifPresent(process -> {
                Signals.end(process, left.endSignal(), GRACE);
                ended.add(left.name());
            });
            forget(left.name());
        }
        return ended;
    }

    private Path file(String name) {
        return directory.resolve(name + SUFFIX);
    }
}
