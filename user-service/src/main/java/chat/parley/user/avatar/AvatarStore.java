package chat.parley.user.avatar;

import chat.parley.common.failure.Unavailable;
import chat.parley.storage.Content;
import chat.parley.storage.FileStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * The content of avatars. All of it is small, written once, and never changed. While the {@link FileStore} is away, to read and to
 * remove fails with an {@link IOException}.
 */
@ApplicationScoped
class AvatarStore {

    private static final Logger LOG = Logger.getLogger(AvatarStore.class);

    private final FileStore files;

    /** Each call waits for the store on one of its own. */
    private final Executor threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("avatars-", 0).factory());

    AvatarStore(FileStore files) {
        this.files = files;
    }

    /** All of it or nothing: nobody ever reads a half. Fails as {@link Unavailable}, which each dialect has words for. */
    Uni<Void> write(AvatarName name, byte[] content) {
        return waiting(() -> {
            keep(name, content);
            return null;
        });
    }

    /** Null when there is none of that name. */
    Uni<Buffer> read(AvatarName name) {
        return waiting(() -> content(name));
    }

    /** Does nothing when it is gone already. */
    Uni<Void> remove(AvatarName name) {
        return waiting(() -> {
            files.remove(name.value());
            return null;
        });
    }

    private void keep(AvatarName name, byte[] content) {
        try {
            files.keep(name.value(), Content.of(content));
        } catch (IOException failure) {
            LOG.errorf("an avatar cannot be stored: %s", failure);
            throw new Unavailable("The image cannot be stored at the moment; nothing of it was kept.");
        }
    }

    private Buffer content(AvatarName name) throws IOException {
        try (var content = files.open(name.value())) {
            return Buffer.buffer(content.readAllBytes());
        } catch (NoSuchFileException none) {
            return null;
        }
    }

    private <T> Uni<T> waiting(Callable<T> call) {
        return Uni.createFrom().item(Unchecked.supplier(call::call)).runSubscriptionOn(threads);
    }
}
