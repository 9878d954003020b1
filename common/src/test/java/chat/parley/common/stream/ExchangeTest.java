package chat.parley.common.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.testing.Patience;
import chat.parley.common.testing.RedisOnly;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExchangeTest {

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int ASKERS = RedisOnly.CONNECTIONS + RedisOnly.WAITING / 8;

    private RedisOnly redis;

    @BeforeEach
    void startRedis() throws IOException {
        redis = new RedisOnly();
    }

    @AfterEach
    void stopRedis() throws IOException {
        redis.thaw();
        redis.close();
    }

    @Test
    void whatWasGivenUpBeforeThereWasAConnectionIsNotDoneLater() {
        redis.freeze();
        askAtOnceAndGiveUp();
        redis.thaw();

        await().untilAsserted(() -> assertThat(redis.length("asked")).isPositive());
        await().during(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(redis.length("asked")).isLessThanOrEqualTo(RedisOnly.CONNECTIONS));
    }

    @Test
    void connectionsOfThoseWhoGaveUpAreThereForOthersAgain() {
        redis.freeze();
        askAtOnceAndGiveUp();
        redis.thaw();

        var answers = Uni.join()
                .all(IntStream.range(0, ASKERS).mapToObj(_ -> append()).toList())
                .andFailFast()
                .await()
                .atMost(Patience.LIMIT);

        assertThat(answers).hasSize(ASKERS);
        assertThat(redis.streams().ask(Request.cmd(Command.INFO).arg("clients")).toString())
                .containsPattern("connected_clients:1[0-7]");
    }

    private void askAtOnceAndGiveUp() {
        Uni.join()
                .all(IntStream.range(0, ASKERS)
                        .mapToObj(_ -> append().ifNoItem()
                                .after(PATIENCE)
                                .fail()
                                .onFailure()
                                .recoverWithNull())
                        .toList())
                .andFailFast()
                .await()
                .indefinitely();
    }

    private Uni<List<String>> append() {
        return redis.streams().appendAll(List.of(new Streams.Append("asked", Map.of("a", "b"), false)));
    }
}
