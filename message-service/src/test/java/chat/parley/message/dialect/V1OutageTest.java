package chat.parley.message.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import chat.parley.common.testing.Backing;
import chat.parley.common.testing.DatabaseOutage;
import chat.parley.message.testing.Gateway;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.User;
import chat.parley.message.testing.V1;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A send that PostgreSQL does not answer is 503, and sending it again settles it. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class V1OutageTest {

    @Inject
    Pool pool;

    private final User ada = User.named("ada");
    private final User bob = User.named("bob");
    private UUID conversation;

    @BeforeEach
    void haveAConversation() {
        conversation = V1.opened(ada, bob);
    }

    /** Connections that were killed are whoever's who comes next. */
    @AfterEach
    void leaveNothingBroken() {
        new DatabaseOutage(pool).awaitHealing();
    }

    @Test
    void whatCannotBeWrittenIsUnavailableAndNotWritten() {
        var clientId = UUID.randomUUID();
        var blocker = pool.getConnection().await().atMost(Gateway.PATIENCE);
        try {
            run(blocker, "BEGIN");
            run(blocker, "LOCK TABLE conversation IN ACCESS EXCLUSIVE MODE");

            V1.send(ada, conversation, clientId, "once")
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", "1")
                    .body("code", equalTo("unavailable"));
            V1.page(ada, conversation, "").then().statusCode(503).body("code", equalTo("unavailable"));
        } finally {
            run(blocker, "ROLLBACK");
            blocker.close().await().atMost(Gateway.PATIENCE);
        }

        assertThat(V1.bodies(ada, conversation, "")).isEmpty();
        V1.send(ada, conversation, clientId, "once").then().statusCode(201);
        assertThat(V1.bodies(ada, conversation, "")).containsExactly("once");
    }

    @Test
    void connectionsThatDieUnderWayLoseAndCopyNothing() {
        var killer = Thread.ofVirtual().start(() -> IntStream.range(0, 20).forEach(_ -> killConnections()));

        for (int i = 0; i < 60; i++) {
            var clientId = UUID.randomUUID();
            var body = "m" + i;
            await().atMost(Gateway.PATIENCE).until(() -> isWritten(clientId, body));
        }

        await().atMost(Gateway.PATIENCE).until(() -> !killer.isAlive());
        assertThat(V1.bodies(bob, conversation, "?after=0&limit=100"))
                .isEqualTo(IntStream.range(0, 60).mapToObj(i -> "m" + i).toList());
    }

    /** Nothing is ever answered but that it is written, now or before, or that it is not known. */
    private boolean isWritten(UUID clientId, String body) {
        var status = V1.send(ada, conversation, clientId, body).statusCode();
        assertThat(Set.of(200, 201, 503)).contains(status);
        return status != 503;
    }

    private void killConnections() {
        pool.query("""
                        SELECT pg_terminate_backend(pid), pg_sleep(0.05) FROM pg_stat_activity
                        WHERE usename = current_user AND backend_type = 'client backend' AND pid <> pg_backend_pid()""").execute().onFailure().recoverWithNull().await().atMost(Gateway.PATIENCE);
    }

    private static void run(SqlConnection connection, String sql) {
        connection.query(sql).execute().await().atMost(Gateway.PATIENCE);
    }
}
