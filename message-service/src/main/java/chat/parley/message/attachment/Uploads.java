package chat.parley.message.attachment;

import chat.parley.common.failure.TooLarge;
import chat.parley.common.http.UploadedFile;
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
import org.jboss.logging.Logger;

/** Takes files in: its owner may send what was taken, once. */
@ApplicationScoped
public class Uploads {

    private static final Logger LOG = Logger.getLogger(Uploads.class);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    private final AttachmentStore store;
    private final Attachments attachments;
    private final AttachmentsConfig config;
    private final Clock clock;

    public Uploads(AttachmentStore store, Attachments attachments, AttachmentsConfig config, Clock clock) {
        this.store = store;
        this.attachments = attachments;
        this.config = config;
        this.clock = clock;
    }

    /**
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
                .item(() -> keep(owner, file))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .call(attachments::add);
    }

    private Attachment keep(UUID owner, UploadedFile file) {
        try {
            var type = FileType.of(file.path(), file.contentType(), config.maxPixels());
            var attachment = attachment(owner, file, type);
            store.keep(attachment.storedAs(), file.path());
            return attachment;
        } catch (IOException failure) {
            LOG.errorf("an attachment cannot be stored: %s", failure);
            throw new StorageFailed();
        }
    }

    private Attachment attachment(UUID owner, UploadedFile file, String type) {
        var id = UuidCreator.getRandomBased();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var path = Attachment.PREFIX + DAY.format(now) + "/" + id + "." + FileType.extension(type);
        return new Attachment(id, owner, null, null, FileName.shown(file.name()), file.size(), type, path, now);
    }
}
