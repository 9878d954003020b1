package chat.parley.message;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What an acknowledgement promises rests on PostgreSQL flushing before it says that it has committed. A server that is told
 * not to do so stops the start.
 */
@ApplicationScoped
public class Durability {

    private static final int BEFORE_ANY_CONSUMER = 1;
    private static final Set<String> FLUSHED = Set.of("on", "remote_apply");

    private final Pool pool;
    private final Config config;

    public Durability(Pool pool, Config config) {
        this.pool = pool;
        this.config = config;
    }

    void check(@Observes @Priority(BEFORE_ANY_CONSUMER) StartupEvent started) {
        check(pool);
    }

    void check(SqlClient server) {
        complaint(server).ifPresent(sentence -> {
            throw new IllegalStateException(sentence);
        });
    }

    private Optional<String> complaint(SqlClient server) {
        var settings = server.query(
                        "SELECT current_setting('synchronous_commit') AS commit, current_setting('fsync') AS fsync")
                .execute()
                .map(rows -> rows.iterator().next())
                .await()
                .atMost(Duration.ofSeconds(10));
        return complaint(settings);
    }

    private Optional<String> complaint(Row settings) {
        if (!FLUSHED.contains(settings.getString("commit"))) {
            return Optional.of("PostgreSQL runs with synchronous_commit=" + settings.getString("commit")
                    + ": an acknowledged message could be lost. Set it to on.");
        }
        return config.requireFsync() && !"on".equals(settings.getString("fsync"))
                ? Optional.of("PostgreSQL runs with fsync=off: an acknowledged message could be lost. Set it to on, or"
                        + " parley.durability.require-fsync=false where that may be.")
                : Optional.empty();
    }

    /** How much a commit must be worth. */
    @ConfigMapping(prefix = "parley.durability")
    public interface Config {

        /** Whether a server that never flushes is refused; only tests and throw-away data have a reason to say no. */
        @WithDefault("true")
        boolean requireFsync();
    }
}
