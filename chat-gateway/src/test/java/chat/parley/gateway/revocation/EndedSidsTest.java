package chat.parley.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EndedSidsTest {

    private final UUID sid = UUID.randomUUID();
    private final EndedSids ended = new EndedSids(Duration.ofMinutes(5));

    @Test
    void loginThatEndedIsRememberedForAsLongAsItsAccessTokensLive() {
        ended.add(sid, Instant.now().minus(Duration.ofMinutes(5)));

        ended.forgetOld();

        assertThat(ended.contains(sid)).isTrue();
    }

    @Test
    void loginWhoseAccessTokensHaveAllExpiredIsForgotten() {
        ended.add(sid, Instant.now().minus(Duration.ofMinutes(7)));

        ended.forgetOld();

        assertThat(ended.contains(sid)).isFalse();
    }

    @Test
    void endOfALoginIsNewsOnce() {
        assertThat(ended.add(sid, Instant.now())).isTrue();
        assertThat(ended.add(sid, Instant.now())).isFalse();
    }
}
