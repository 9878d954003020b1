package chat.parley.common.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** PostgreSQL as it is at its worst, for a while. What service tests see of it goes through {@link ContractFilter}. */
public final class DatabaseOutage {

    /** What every dialect says to it, somewhere in the body. */
    public static final String SENTENCE = "A part that is needed does not answer; it is safe to try again.";

    /** More than a service may have. */
    private static final int CONNECTIONS = 32;

    private final Pool pool;

    public DatabaseOutage(Pool pool) {
        this.pool = pool;
    }

    /** What each of the calls, made at the same time, is answered while nobody can read the tables. */
    public Map<String, Response> answersWithout(List<String> tables, Map<String, Supplier<Response>> calls) {
        var blocker = pool.getConnection().await().atMost(Patience.LIMIT);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            run(blocker, "BEGIN");
            run(blocker, "LOCK TABLE " + String.join(", ", tables) + " IN ACCESS EXCLUSIVE MODE");
            var answers = calls.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, call -> CompletableFuture.supplyAsync(call.getValue(), callers)));
            return answers.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, answer -> answer.getValue().join()));
        } finally {
            run(blocker, "ROLLBACK");
            blocker.close().await().atMost(Patience.LIMIT);
        }
    }

    /** Ends all connections of the service but the one that asks for it; nothing is said to whoever uses them. */
    public void killConnections() {
        pool.query("""
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE usename = current_user AND backend_type = 'client backend' AND pid <> pg_backend_pid()""").execute().onFailure().recoverWithNull().await().atMost(Patience.LIMIT);
    }

    /** Returns when no connection of the pool is dead any more, so that whoever comes next does not stumble over it. */
    public void awaitHealing() {
        Awaitility.await()
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(onManyConnections()).hasSize(CONNECTIONS));
    }

    private List<?> onManyConnections() {
        return Uni.join()
                .all(IntStream.range(0, CONNECTIONS)
                        .mapToObj(_ -> pool.query("SELECT pg_sleep(0.05)").execute())
                        .toList())
                .andFailFast()
                .await()
                .atMost(Patience.LIMIT);
    }

    private static void run(SqlConnection connection, String sql) {
        connection.query(sql).execute().await().atMost(Patience.LIMIT);
    }
}
