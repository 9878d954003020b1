package chat.parley.gateway.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.event.PresenceEvent;
import chat.parley.common.testing.Patience;
import chat.parley.common.testing.RedisOnly;
import chat.parley.gateway.Node;
import chat.parley.gateway.testing.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of a lease leads to what is told to its holder, who has to be there by then. */
class LeasesTest {

    private static final Duration A_WHILE = Duration.ofMillis(400);

    private final String key = ChatKeys.online(UUID.randomUUID());
    private RedisOnly redis;
    private Leases leases;

    @BeforeEach
    void startRedis() throws IOException {
        redis = new RedisOnly();
        leases = new Leases(
                redis.pipeline(),
                new Node(Optional.of("node")),
                Settings.defaults(PresenceConfig.class),
                new PresenceNews(redis.streams()));
    }

    @AfterEach
    void stopRedis() throws IOException {
        redis.close();
    }

    @Test
    void leaseIsNoNewsBeforeASocketIsOpenUnderIt() {
        leases.take(key).await().atMost(Patience.LIMIT);
        await().during(A_WHILE).until(() -> told() == 0);

        leases.opened(key);

        await().until(() -> told() == 1);
    }

    @Test
    void socketIsNoNewsBeforeItsLeaseIsWritten() {
        var taken = leases.take(key);
        leases.opened(key);
        assertThat(told()).isZero();

        taken.await().atMost(Patience.LIMIT);

        await().until(() -> told() == 1);
    }

    @Test
    void secondSocketIsNoNewsAndTheLastThatGoesIs() {
        for (int socket = 0; socket < 2; socket++) {
            leases.take(key).await().atMost(Patience.LIMIT);
            leases.opened(key);
        }
        leases.release(key);
        await().during(A_WHILE).until(() -> told() == 1);

        leases.release(key);

        await().until(() -> told() == 2);
    }

    private long told() {
        return redis.length(PresenceEvent.STREAM);
    }
}
