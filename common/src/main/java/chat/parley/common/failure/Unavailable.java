package chat.parley.common.failure;

import java.time.Duration;
import java.util.Optional;

/** A part that is needed did not answer: whether the call took effect is not known, and it is safe to repeat. */
public final class Unavailable extends Failure {

    public Unavailable(String sentence) {
        super(Family.UNAVAILABLE, "unavailable", sentence);
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.of(Duration.ofSeconds(1));
    }
}
