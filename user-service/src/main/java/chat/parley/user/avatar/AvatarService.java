package chat.parley.user.avatar;

import chat.parley.common.failure.TooLarge;
import chat.parley.common.http.UploadedFile;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.List;
import org.jboss.logging.Logger;

/** Takes uploads in, and removes what no profile has. */
@ApplicationScoped
public class AvatarService {

    private static final Logger LOG = Logger.getLogger(AvatarService.class);
    private static final int SWEEP = 100;

    private final AvatarsConfig config;
    private final AvatarWorkers workers;
    private final AvatarStore store;
    private final Avatars avatars;
    private final Pool pool;

    public AvatarService(AvatarsConfig config, AvatarWorkers workers, AvatarStore store, Avatars avatars, Pool pool) {
        this.config = config;
        this.workers = workers;
        this.store = store;
        this.avatars = avatars;
        this.pool = pool;
    }

    /** Keeps the image as nobody's avatar, for a profile to take. Fails as {@link AvatarImage#read} does. */
    public Uni<AvatarName> stage(UploadedFile file) {
        var limit = config.maxSize().asLongValue();
        return file.size() > limit
                ? Uni.createFrom()
                        .failure(new TooLarge("The image is too large: at most " + mebibytes(limit) + " MiB."))
                : workers.run(() -> decode(file.path())).chain(this::keep);
    }

    /** Removes an avatar that was replaced. What fails here, the sweep does later. */
    public Uni<Void> discard(AvatarName name) {
        return pool.withTransaction(transaction -> avatars.lockFree(name, transaction)
                        .onItem()
                        .ifNotNull()
                        .transformToUni(free -> remove(List.of(free), transaction)))
                .onFailure()
                .invoke(failure -> LOG.warnf("an avatar is removed later: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    /** Removes what has been nobody's for too long; how many. */
    Uni<Integer> sweep() {
        return pool.withTransaction(transaction -> avatars.lockFree(config.keepUnused(), SWEEP, transaction)
                .call(free -> remove(free, transaction))
                .map(List::size));
    }

    private AvatarImage decode(Path file) {
        return AvatarImage.read(file, config.limits());
    }

    private Uni<AvatarName> keep(AvatarImage image) {
        var name = AvatarName.generate(image.extension());
        return avatars.stage(name)
                .chain(() -> store.write(name, image.content()))
                .replaceWith(name);
    }

    private Uni<Void> remove(List<AvatarName> names, SqlConnection transaction) {
        return Multi.createFrom()
                .iterable(names)
                .onItem()
                .transformToUniAndConcatenate(store::remove)
                .onItem()
                .ignoreAsUni()
                .chain(() -> avatars.forget(names, transaction));
    }

    private static String mebibytes(long bytes) {
        return String.valueOf(Math.max(1, bytes >> 20));
    }
}
