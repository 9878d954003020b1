package chat.parley.message.attachment;

import chat.parley.storage.FileStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Removes uploads that no message took, row and file. */
@ApplicationScoped
class UnusedUploads {

    private static final Logger LOG = Logger.getLogger(UnusedUploads.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int AT_ONCE = 100;

    private final Pool pool;
    private final Attachments attachments;
    private final FileStore store;
    private final AttachmentsConfig config;
    private final Clock clock;

    UnusedUploads(Pool pool, Attachments attachments, FileStore store, AttachmentsConfig config, Clock clock) {
        this.pool = pool;
        this.attachments = attachments;
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void remove() {
        int removed;
        do {
            removed = pool.withTransaction(this::removeSome).await().atMost(PATIENCE);
            LOG.debugf("%d unused uploads removed", (Integer) removed);
        } while (removed == AT_ONCE);
    }

    /** The files first: a row without a file is tried again, a file without a row would stay for ever. */
    private Uni<Integer> removeSome(SqlConnection transaction) {
        return attachments
                .lockUnused(clock.instant().minus(config.unusedFor()), AT_ONCE, transaction)
                .call(this::removeFiles)
                .call(unused -> attachments.remove(unused, transaction))
                .map(List::size);
    }

    private Uni<Void> removeFiles(List<Attachment> unused) {
        return Uni.createFrom()
                .voidItem()
                .invoke(() -> unused.forEach(this::removeFile))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private void removeFile(Attachment unused) {
        try {
            store.remove(unused.storedAs());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
