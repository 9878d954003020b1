package chat.parley.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.failure.TooMany;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int QUEUE = 8;

    private Passwords passwords = new Passwords(new Limits(4, Duration.ofMinutes(1)), new SimpleMeterRegistry());

    @AfterEach
    void stop() {
        passwords.stop();
    }

    @Test
    void aPasswordIsRightForItsHashAlone() {
        var hash = passwords.hash("Correct-h0rse").await().atMost(LONG);

        assertThat(passwords.verify("Correct-h0rse", hash).await().atMost(LONG)).isTrue();
        assertThat(passwords.verify("Wrong-h0rse", hash).await().atMost(LONG)).isFalse();
        assertThat(passwords.verify("Correct-h0rse", null).await().atMost(LONG)).isFalse();
    }

    @Test
    void whoeverFindsThePoolFullIsToldToComeBack() {
        passwords = new Passwords(new Limits(10, Duration.ofMinutes(1)), new SimpleMeterRegistry());

        var refusals = refusals(4 * QUEUE);

        assertThat(refusals)
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(4 * QUEUE - QUEUE)
                .allSatisfy(refusal -> {
                    assertThat(refusal).isInstanceOf(TooMany.class);
                    assertThat(((TooMany) refusal).retryAfter()).contains(Duration.ofSeconds(1));
                });
    }

    @Test
    void whoeverHasWaitedTooLongIsToldToComeBack() {
        passwords = new Passwords(new Limits(10, Duration.ofMillis(1)), new SimpleMeterRegistry());

        var refusals = refusals(QUEUE);

        assertThat(refusals)
                .hasSizeBetween(QUEUE - 2, QUEUE)
                .allSatisfy(refusal -> assertThat(refusal).isInstanceOf(TooMany.class));
    }

    /** Of as many hashes as are asked for at once. */
    private List<Throwable> refusals(int hashes) {
        return Uni.join()
                .all(IntStream.range(0, hashes).mapToObj(_ -> refusal()).toList())
                .andFailFast()
                .await()
                .atMost(LONG)
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Uni<Optional<Throwable>> refusal() {
        return passwords
                .hash("Correct-h0rse")
                .map(_ -> Optional.<Throwable>empty())
                .onFailure()
                .recoverWithItem(Optional::of);
    }

    private record Limits(int cost, Duration patience) implements PasswordConfig {

        @Override
        public int threads() {
            return 1;
        }

        @Override
        public int queue() {
            return QUEUE;
        }
    }
}
