package chat.parley.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;

/** A local directory, or one that all replicas mount. */
public final class DirectoryStore implements FileStore {

    private final Path root;
    private final Path incoming;

    /**
     * @param root made when it is not there
     * @param incoming where files are until they are complete, in the same file system; made likewise
     * @throws IOException when they cannot be made
     */
    public DirectoryStore(Path root, Path incoming) throws IOException {
        this.root = Files.createDirectories(root.toAbsolutePath().normalize());
        this.incoming = Files.createDirectories(incoming);
    }

    /** Written beside, flushed, then moved into place: no reader ever sees half of it. */
    @Override
    public void keep(String path, Content content) throws IOException {
        var target = at(path);
        var partial = incoming.resolve(UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(target.getParent());
            copy(content, partial);
            flush(partial);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            flush(target.getParent());
        } catch (IOException failure) {
            Files.deleteIfExists(partial);
            throw failure;
        }
    }

    @Override
    public InputStream open(String path) throws IOException {
        return Files.newInputStream(at(path));
    }

    @Override
    public InputStream open(String path, long first, long length) throws IOException {
        var file = FileChannel.open(at(path), StandardOpenOption.READ).position(first);
        return PartStream.of(Channels.newInputStream(file), length);
    }

    @Override
    public void remove(String path) throws IOException {
        Files.deleteIfExists(at(path));
    }

    @Override
    public void check() throws IOException {
        for (var directory : List.of(root, incoming)) {
            if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
                throw new IOException("The directory " + directory + " is not there, or must not be written to.");
            }
        }
    }

    private Path at(String path) {
        return root.resolve(Paths.checked(path));
    }

    private static void copy(Content content, Path to) throws IOException {
        try (var input = content.open()) {
            Files.copy(input, to);
        }
    }

    private static void flush(Path written) throws IOException {
        try (var channel = FileChannel.open(written, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
