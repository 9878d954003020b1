package chat.parley.common.failure;

import java.time.Duration;
import java.util.Optional;

/** A limit on how often, or how much at once, was reached; safe to repeat after {@link #retryAfter()}. */
public final class TooMany extends Failure {

    private final Duration retryAfter;

    public TooMany(String sentence, Duration retryAfter) {
        super(Family.TOO_MANY, "too-many-requests", sentence);
        this.retryAfter = retryAfter;
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.of(retryAfter);
    }
}
