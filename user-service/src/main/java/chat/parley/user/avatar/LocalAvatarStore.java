package chat.parley.user.avatar;

import io.smallrye.mutiny.Uni;
import io.vertx.core.file.CopyOptions;
import io.vertx.core.file.FileSystemException;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.file.FileSystem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;

/** One directory. A file appears in it complete, by a move within it. */
@ApplicationScoped
class LocalAvatarStore implements AvatarStore {

    private final FileSystem files;
    private final Path directory;

    LocalAvatarStore(Vertx vertx, AvatarsConfig config) throws IOException {
        this.files = vertx.fileSystem();
        this.directory = Files.createDirectories(config.directory());
    }

    @Override
    public Uni<Void> write(AvatarName name, byte[] content) {
        var half = directory.resolve("." + UUID.randomUUID()).toString();
        return files.writeFile(half, Buffer.buffer(content))
                .chain(() -> files.move(half, place(name), new CopyOptions().setAtomicMove(true)))
                .onFailure()
                .call(() -> files.delete(half).onFailure().recoverWithNull());
    }

    @Override
    public Uni<Buffer> read(AvatarName name) {
        return files.readFile(place(name))
                .onFailure(LocalAvatarStore::isMissing)
                .recoverWithNull();
    }

    @Override
    public Uni<Void> remove(AvatarName name) {
        return files.delete(place(name)).onFailure(LocalAvatarStore::isMissing).recoverWithNull();
    }

    private String place(AvatarName name) {
        return directory.resolve(name.value()).toString();
    }

    private static boolean isMissing(Throwable failure) {
        return failure instanceof FileSystemException && failure.getCause() instanceof NoSuchFileException;
    }
}
