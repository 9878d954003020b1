package chat.parley.deploy.fault.lab;

import chat.parley.deploy.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A directory on a file system of its own that is soon full; where none can be mounted, one like any other. */
public final class SmallDisk implements AutoCloseable {

    /** Room for the largest attachment, twice: as it comes in and as it stays. */
    private static final int MEGABYTES = 96;

    private static final int CHUNK = 64 * 1024;

    private final Path directory;
    private final boolean small;

    private SmallDisk(Path directory, boolean small) {
        this.directory = directory;
        this.small = small;
    }

    static SmallDisk at(Path directory) {
        return new SmallDisk(
                directory,
                Program.succeeds(List.of(
                        "mount",
                        "-t",
                        "tmpfs",
                        "-o",
                        "size=" + MEGABYTES + "m",
                        "parley-faults",
                        directory.toString())));
    }

    public boolean isSmall() {
        return small;
    }

    public Path directory() {
        return directory;
    }

    /** Until nothing more can be written. */
    public void fill() {
        if (!small) {
            throw new IllegalStateException(directory + " is on a disk that others need");
        }
        try (var out = Files.newOutputStream(filler())) {
            var chunk = new byte[CHUNK];
            while (true) {
                out.write(chunk);
            }
        } catch (IOException full) {
            // As it should be.
        }
    }

    public void empty() {
        try {
            Files.deleteIfExists(filler());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Every file that is there, but for the one that fills it. */
    public List<Path> files() {
        var found = new ArrayList<Path>();
        try (var files = Files.walk(directory)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(filler()))
                    .forEach(found::add);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return found;
    }

    private Path filler() {
        return directory.resolve("filler");
    }

    @Override
    public void close() {
        if (small) {
            Program.succeeds(List.of("umount", directory.toString()));
        }
    }
}
