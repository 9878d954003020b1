package chat.parley.message.attachment;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Attachments in a local directory, or one that all replicas mount. */
@ApplicationScoped
class LocalAttachmentStore implements AttachmentStore {

    private final Path root;
    private final Path incoming;

    LocalAttachmentStore(AttachmentsConfig config) {
        this.root = config.directory().toAbsolutePath().normalize();
        this.incoming = root.resolve("incoming");
    }

    void prepare(@Observes StartupEvent started) throws IOException {
        Files.createDirectories(incoming);
    }

    /** Written beside, flushed, then moved into place: no reader ever sees half of it. */
    @Override
    public void keep(String path, Path content) throws IOException {
        var target = at(path);
        var partial = incoming.resolve(UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(target.getParent());
            Files.copy(content, partial);
            flush(partial);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            flush(target.getParent());
        } catch (IOException failure) {
            Files.deleteIfExists(partial);
            throw failure;
        }
    }

    @Override
    public InputStream open(String path, long from) throws IOException {
        return Channels.newInputStream(
                FileChannel.open(at(path), StandardOpenOption.READ).position(from));
    }

    @Override
    public void remove(String path) throws IOException {
        Files.deleteIfExists(at(path));
    }

    private Path at(String path) {
        var place = root.resolve(path).normalize();
        if (!place.startsWith(root)) {
            throw new IllegalArgumentException(path + " is outside of the directory of attachments");
        }
        return place;
    }

    private static void flush(Path written) throws IOException {
        try (var channel = FileChannel.open(written, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
