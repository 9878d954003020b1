package chat.parley.common.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.testing.RedisOnly;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamReadingTest {

    private static final String STREAM = "events.test";
    private static final String GROUP = "group";
    private static RedisOnly redis;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private StreamReading reading;

    @BeforeAll
    static void startRedis() throws IOException {
        redis = new RedisOnly();
    }

    @AfterAll
    static void stopRedis() throws IOException {
        redis.close();
    }

    @BeforeEach
    void watch() {
        reading = new StreamReading(redis.streams(), new StreamTrim(redis.streams()), meters);
        reading.watch(STREAM, GROUP);
    }

    @AfterEach
    void empty() {
        redis.empty();
    }

    @Test
    void aGroupThatHasBeenGivenEverythingIsNotBehind() {
        redis.streams().createGroup(STREAM, GROUP);

        reading.read();

        assertThat(figure("parley.stream.lag")).isZero();
        assertThat(figure("parley.stream.pending")).isZero();
        assertThat(figure("parley.stream.dead")).isZero();
    }

    @Test
    void aGroupIsAsFarBehindAsItsOldestEntryIsOld() {
        redis.streams().createGroup(STREAM, GROUP);
        append("one", "two");

        await().untilAsserted(() -> {
            reading.read();
            assertThat(figure("parley.stream.lag")).isGreaterThan(0.05);
        });
    }

    @Test
    void whatIsGivenOutAndNotAcknowledgedIsPending() {
        redis.streams().createGroup(STREAM, GROUP);
        append("one", "two", "three");
        redis.streams().readGroup(STREAM, GROUP, "consumer", 2, Duration.ofMillis(10));

        reading.read();

        assertThat(figure("parley.stream.pending")).isEqualTo(2);
        assertThat(figure("parley.stream.lag")).isGreaterThanOrEqualTo(0);
    }

    @Test
    void whatIsParkedIsCounted() {
        redis.streams().createGroup(STREAM, GROUP);
        var deadLetters = new DeadLetters(redis.streams());
        deadLetters.park(
                ConsumerSettings.of(STREAM, GROUP, "consumer"),
                new StreamEntry("1-1", Map.of("v", "poison")),
                new IllegalStateException("cannot be handled"));

        reading.read();

        assertThat(figure("parley.stream.dead")).isEqualTo(1);
    }

    @Test
    void aGroupThatIsMissingIsUnknownAndHidesNoOther() {
        reading.watch("events.other", GROUP);
        redis.streams().createGroup("events.other", GROUP);

        reading.read();

        assertThat(figure("parley.stream.lag")).isNaN();
        assertThat(meters.get("parley.stream.lag")
                        .tag("stream", "events.other")
                        .gauge()
                        .value())
                .isZero();
    }

    private double figure(String name) {
        return meters.get(name).tag("stream", STREAM).gauge().value();
    }

    private static void append(String... values) {
        List.of(values)
                .forEach(value -> redis.streams()
                        .append(STREAM, Map.of("v", value))
                        .await()
                        .indefinitely());
    }
}
