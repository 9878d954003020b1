package chat.parley.user.avatar;

import chat.parley.storage.FileStore;
import chat.parley.storage.Storage;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;

/** Where the content of avatars is kept, as it is configured. */
class AvatarStorage {

    @Startup
    @Produces
    @ApplicationScoped
    FileStore store(AvatarsConfig config) throws IOException {
        return Storage.of(config.directory(), config.s3());
    }

    void close(@Disposes FileStore store) throws IOException {
        store.close();
    }
}
