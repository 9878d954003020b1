package chat.parley.message;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.common.testing.Backing;
import chat.parley.common.testing.Patience;
import chat.parley.message.testing.Neighbour;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class DurabilityTest {

    private static final Duration PATIENCE = Patience.LIMIT;

    @Inject
    Pool pool;

    @Test
    void serverThatDoesNotWaitForItsLogStopsTheStart() {
        var connection = pool.getConnection().await().atMost(PATIENCE);
        connection.query("SET synchronous_commit = off").execute().await().atMost(PATIENCE);

        assertThatThrownBy(() -> new Durability(pool, () -> false).check(connection))
                .hasMessage("PostgreSQL runs with synchronous_commit=off: an acknowledged message could be lost."
                        + " Set it to on.");

        connection.query("RESET synchronous_commit").execute().await().atMost(PATIENCE);
        connection.close().await().atMost(PATIENCE);
    }

    @Test
    void serverThatNeverFlushesMustBeAllowedByName() {
        assertThatThrownBy(() -> new Durability(pool, () -> true).check(pool))
                .hasMessageStartingWith("PostgreSQL runs with fsync=off");
        assertThatCode(() -> new Durability(pool, () -> false).check(pool)).doesNotThrowAnyException();
    }
}
