package chat.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    @Test
    void burstIsAllowedThenSoManyASecond() {
        var limit = new RateLimit(10, 3, 0);

        assertThat(new boolean[] {limit.allows(0), limit.allows(0), limit.allows(0), limit.allows(0)})
                .containsExactly(true, true, true, false);
        assertThat(limit.allows(Duration.ofMillis(90).toNanos())).isFalse();
        assertThat(limit.allows(Duration.ofMillis(110).toNanos())).isTrue();
        assertThat(limit.allows(Duration.ofMillis(120).toNanos())).isFalse();
    }
}
