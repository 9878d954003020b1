package chat.parley.auth.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chat.parley.common.failure.TooMany;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AddressAttemptsTest {

    private static final String ADDRESS = "192.0.2.1";

    private long now = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();
    private final AddressAttempts attempts = new AddressAttempts(new ThreeAMinute(), () -> now);

    @Test
    void oneMoreThanTheLimitIsToldToWaitForTheRestOfTheWindow() {
        addThree();
        now += Duration.ofSeconds(45).toNanos();

        var refusal = catchThrowableOfType(TooMany.class, () -> attempts.add(ADDRESS));

        assertThat(refusal).hasMessage("Too many login attempts; try again later.");
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(15));
    }

    @Test
    void theNextWindowBeginsAnew() {
        addThree();
        now += Duration.ofMinutes(1).toNanos();

        assertThatCode(this::addThree).doesNotThrowAnyException();
    }

    @Test
    void othersAreNotConcerned() {
        addThree();

        assertThatCode(() -> attempts.add("192.0.2.2")).doesNotThrowAnyException();
    }

    @Test
    void onlySoManyAddressesAreKept() {
        IntStream.range(0, AddressAttempts.MOST_ADDRESSES).forEach(i -> attempts.add("2001:db8::" + i));

        assertThatCode(() -> IntStream.range(0, 10).forEach(_ -> attempts.add(ADDRESS)))
                .doesNotThrowAnyException();
        assertThat(catchThrowableOfType(
                        TooMany.class, () -> IntStream.range(0, 3).forEach(_ -> attempts.add("2001:db8::0"))))
                .isNotNull();
    }

    private void addThree() {
        IntStream.range(0, 3).forEach(_ -> attempts.add(ADDRESS));
    }

    private record ThreeAMinute() implements LimitConfig {

        @Override
        public int atOnce() {
            return 4;
        }

        @Override
        public int perName() {
            return 3;
        }

        @Override
        public int perAddress() {
            return 3;
        }

        @Override
        public Duration window() {
            return Duration.ofMinutes(1);
        }
    }
}
