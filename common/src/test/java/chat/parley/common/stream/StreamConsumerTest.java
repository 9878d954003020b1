package chat.parley.common.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.failure.Unavailable;
import chat.parley.common.testing.RedisOnly;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StreamConsumerTest {

    private static final String STREAM = "events.test";
    private static RedisOnly redis;

    private final ConcurrentLinkedQueue<String> handled = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<StreamConsumer> started = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void startRedis() throws IOException {
        redis = new RedisOnly();
    }

    @AfterAll
    static void stopRedis() throws IOException {
        redis.close();
    }

    @AfterEach
    void stop() {
        started.forEach(consumer -> consumer.stop(Duration.ofSeconds(5)));
        redis.empty();
    }

    @Test
    void aGroupBeginsAtTheFirstEntryThereIs() {
        append("one", "two");

        start(this::keep);

        await().untilAsserted(() -> assertThat(handled).containsExactly("one", "two"));
    }

    @Test
    void whatIsHandledIsAcknowledged() {
        var consumer = start(this::keep);

        append("one", "two", "three");

        await().untilAsserted(() -> assertThat(handled).hasSize(3));
        await().untilAsserted(() -> assertThat(consumer.pending()).isZero());
    }

    @Test
    void aPoisonousEntryIsParkedAfterFiveTriesWhileTheRestFlowsOn() {
        var tries = new AtomicInteger();
        var consumer = start(entries -> {
            for (var entry : entries) {
                if (entry.fields().get("v").equals("poison")) {
                    if (entries.size() == 1) {
                        tries.incrementAndGet();
                    }
                    throw new IllegalStateException("cannot be handled");
                }
            }
            keep(entries);
        });

        append("one", "poison", "two");

        await().untilAsserted(() -> assertThat(handled).containsExactly("one", "two"));
        await().untilAsserted(
                        () -> assertThat(redis.length(DeadLetters.of(STREAM))).isEqualTo(1));
        assertThat(tries).hasValue(5);
        assertThat(deadLetter().fields())
                .containsEntry("v", "poison")
                .containsEntry("dead-group", "group")
                .containsEntry("dead-cause", "java.lang.IllegalStateException: cannot be handled");
        await().untilAsserted(() -> assertThat(consumer.pending()).isZero());
    }

    @Test
    void anErrorParksItsEntryAndDoesNotEndTheStream() {
        start(entries -> {
            if (entries.stream().anyMatch(entry -> entry.fields().get("v").equals("too deep"))) {
                throw new StackOverflowError();
            }
            keep(entries);
        });

        append("too deep", "one");

        await().untilAsserted(() -> assertThat(handled).containsExactly("one"));
        await().untilAsserted(
                        () -> assertThat(redis.length(DeadLetters.of(STREAM))).isEqualTo(1));
        assertThat(deadLetter().fields()).containsEntry("v", "too deep");
    }

    @Test
    void anUnreadableEntryIsParkedAtOnce() {
        start(entries -> {
            throw new UnreadableEntry("no JSON");
        });

        append("x");

        await().untilAsserted(
                        () -> assertThat(redis.length(DeadLetters.of(STREAM))).isEqualTo(1));
    }

    @Test
    void anOutageIsOutlastedAndNothingIsParked() {
        var outage = new AtomicBoolean(true);
        var tries = new AtomicInteger();
        start(entries -> {
            if (outage.get()) {
                tries.incrementAndGet();
                throw new Unavailable("PostgreSQL is away");
            }
            keep(entries);
        });

        append("one", "two");
        await().until(() -> tries.get() >= 6);
        outage.set(false);

        await().untilAsserted(() -> assertThat(handled).containsExactly("one", "two"));
        assertThat(redis.length(DeadLetters.of(STREAM))).isZero();
    }

    @Test
    void afterRedisWasEmptiedTheGroupIsMadeAgain() {
        start(this::keep);
        append("one");
        await().untilAsserted(() -> assertThat(handled).containsExactly("one"));

        redis.empty();
        append("two");

        await().untilAsserted(() -> assertThat(handled).containsExactly("one", "two"));
    }

    @Test
    void whatADeadConsumerWasGivenIsTakenOver() {
        redis.streams().createGroup(STREAM, "group");
        append("one");
        assertThat(redis.streams().readGroup(STREAM, "group", "dead", 10, Duration.ofMillis(100)))
                .hasSize(1);

        start(this::keep);

        await().untilAsserted(() -> assertThat(handled).containsExactly("one"));
    }

    @Test
    void whatAReadBroughtThatWasGivenUpIsHandledAsSoonAsRedisAnswersAgain() {
        var handling = new CountDownLatch(1);
        start(
                entries -> {
                    keep(entries);
                    handling.await();
                },
                Duration.ZERO,
                Duration.ofMinutes(1));
        append("one");
        await().untilAsserted(() -> assertThat(handled).containsExactly("one"));
        append("two");
        assertThat(redis.streams().readGroup(STREAM, "group", "consumer-0", 10, Duration.ofMillis(100)))
                .hasSize(1);

        handling.countDown();
        await().ignoreExceptions().untilAsserted(() -> {
            redis.cutConnections();
            assertThat(handled).contains("two");
        });
    }

    @Test
    void twoConsumersShareTheWork() {
        start(this::keep);
        start(this::keep);

        for (int i = 0; i < 200; i++) {
            append(Integer.toString(i));
        }

        await().untilAsserted(() -> assertThat(handled).hasSize(200).doesNotHaveDuplicates());
    }

    @Test
    void whatIsInNoHurryIsHandledTogether() {
        var rounds = new AtomicInteger();
        start(
                entries -> {
                    rounds.incrementAndGet();
                    keep(entries);
                },
                Duration.ofSeconds(1));

        for (int i = 0; i < 30; i++) {
            append(Integer.toString(i));
        }

        await().untilAsserted(() -> assertThat(handled).hasSize(30));
        assertThat(rounds).hasValueLessThan(30);
    }

    private StreamConsumer start(StreamHandler handler) {
        return start(handler, Duration.ZERO);
    }

    private StreamConsumer start(StreamHandler handler, Duration every) {
        return start(handler, every, Duration.ofMillis(600));
    }

    private StreamConsumer start(StreamHandler handler, Duration every, Duration claimIdle) {
        var settings = new ConsumerSettings(
                STREAM, "group", "consumer-" + started.size(), 10, Duration.ofMillis(200), every, claimIdle, 5);
        var consumer = new StreamConsumer(redis.streams(), new DeadLetters(redis.streams()), settings, handler);
        started.add(consumer);
        consumer.start();
        return consumer;
    }

    private void keep(List<StreamEntry> entries) {
        entries.forEach(entry -> handled.add(entry.fields().get("v")));
    }

    private static void append(String... values) {
        for (var value : values) {
            redis.streams().append(STREAM, Map.of("v", value)).await().indefinitely();
        }
    }

    private static StreamEntry deadLetter() {
        return redis.streams()
                .read(DeadLetters.of(STREAM), "0", 10, Duration.ofMillis(100))
                .getFirst();
    }
}
