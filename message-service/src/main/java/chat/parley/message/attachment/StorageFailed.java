package chat.parley.message.attachment;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;
import java.time.Duration;
import java.util.Optional;

/** The file could not be kept, as when the disk is full or the store is away. Nothing of it can be read. */
final class StorageFailed extends Failure {

    StorageFailed() {
        super(Family.UNAVAILABLE, "storage-failed", "The file cannot be stored at the moment; nothing of it was kept.");
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.of(Duration.ofSeconds(30));
    }
}
