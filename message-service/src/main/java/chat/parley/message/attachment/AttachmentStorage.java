package chat.parley.message.attachment;

import chat.parley.storage.FileStore;
import chat.parley.storage.Storage;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;

/** Where the content of attachments is kept, as it is configured. */
class AttachmentStorage {

    @Startup
    @Produces
    @ApplicationScoped
    FileStore store(AttachmentsConfig config) throws IOException {
        return Storage.of(config.directory(), config.s3());
    }

    void close(@Disposes FileStore store) throws IOException {
        store.close();
    }
}
