package chat.parley.message.attachment;

import chat.parley.common.failure.TooLarge;
import chat.parley.common.http.UploadedFile;
import chat.parley.storage.Content;
import chat.parley.storage.FileStore;
import com.github.f4b6a3.uuid.UuidCreator;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** Takes files in: its owner may send what was taken, once. */
@ApplicationScoped
public class Uploads {

    private static final Logger LOG = Logger.getLogger(Uploads.class);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);
    private static final Executor THREADS = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("keep-", 0).factory());

    private final FileStore store;
    private final Attachments attachments;
    private final AttachmentsConfig config;
    private final Clock clock;

    public Uploads(FileStore store, Attachments attachments, AttachmentsConfig config, Clock clock) {
        this.store = store;
        this.attachments = attachments;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Its row is there before the file, so that no file is forgotten: what is not completed is removed with the unused.
     *
     * @throws TooLarge over the limit
     * @throws StorageFailed when it cannot be kept
     */
    public Uni<Attachment> take(UUID owner, UploadedFile file) {
        if (file.size() > config.maxSize().asLongValue()) {
            return Uni.createFrom()
                    .failure(new TooLarge(
                            "A file may have at most " + config.maxSize().asLongValue() + " bytes."));
        }
        return Uni.createFrom()
                .item(() -> describe(owner, file))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .call(attachments::add)
                .call(described -> keep(described, file));
    }

    /** Decodes images: work for few threads. */
    private Attachment describe(UUID owner, UploadedFile file) {
        try {
            return attachment(owner, file, FileType.of(file.path(), file.contentType(), config.maxPixels()));
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    /** Waits for the store: on a thread of its own, so that a slow store holds up nothing else. */
    private Uni<Void> keep(Attachment attachment, UploadedFile file) {
        return Uni.createFrom().voidItem().invoke(() -> store(attachment, file)).runSubscriptionOn(THREADS);
    }

    private void store(Attachment attachment, UploadedFile file) {
        try {
            store.keep(attachment.storedAs(), Content.of(file.path()));
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    private static StorageFailed failed(IOException failure) {
        LOG.errorf("an attachment cannot be stored: %s", failure);
        return new StorageFailed();
    }

    private Attachment attachment(UUID owner, UploadedFile file, String type) {
        var id = UuidCreator.getRandomBased();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var path = Attachment.PREFIX + DAY.format(now) + "/" + id + "." + FileType.extension(type);
        return new Attachment(id, owner, null, null, FileName.shown(file.name()), file.size(), type, path, now);
    }
}
