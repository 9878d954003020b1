package chat.parley.gateway.delivery;

import static org.awaitility.Awaitility.await;

import chat.parley.common.stream.Streams;
import chat.parley.common.testing.Patience;
import chat.parley.common.testing.RedisOnly;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TailTest {

    private static final String STREAM = "events.test";

    private final List<String> handled = new CopyOnWriteArrayList<>();
    private RedisOnly redis;

    @BeforeEach
    void startRedis() throws IOException {
        redis = new RedisOnly();
    }

    @AfterEach
    void stopRedis() throws IOException {
        redis.close();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void entryThatCannotBeHandledIsPassedOver(Throwable failure) {
        append("one", "bad", "two");
        var tail =
                new Tail(redis.streams(), STREAM, entry -> handle(entry.fields().get("v"), failure));
        tail.rewind();

        tail.start();

        await().until(() -> handled.equals(List.of("one", "two")));
        tail.stop();
    }

    static Stream<Throwable> failures() {
        return Stream.of(new IllegalStateException("no"), new StackOverflowError());
    }

    private void handle(String value, Throwable failure) {
        if (value.equals("bad")) {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }
        handled.add(value);
    }

    private void append(String... values) {
        var entries = Stream.of(values)
                .map(value -> new Streams.Append(STREAM, Map.of("v", value), false))
                .toList();
        redis.streams().appendAll(entries).await().atMost(Patience.LIMIT);
    }
}
