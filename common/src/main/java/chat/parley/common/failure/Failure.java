package chat.parley.common.failure;

import java.time.Duration;
import java.util.Optional;

/**
 * An expected refusal, named as a fact ({@code NotAMember}, {@code UsernameTaken}). It has no stack trace: nothing went
 * wrong in the program. The HTTP status follows from the {@link Family}; the body is written by the dialect it leaves
 * through.
 */
public abstract class Failure extends RuntimeException {

    private final Family family;
    private final String code;

    /**
     * @param family what kind of refusal it is, from which the status follows
     * @param code stable, kebab case, for programs
     * @param sentence for people; may be shown to the caller as it is
     */
    protected Failure(Family family, String code, String sentence) {
        super(sentence, null, false, false);
        this.family = family;
        this.code = code;
    }

    public final Family family() {
        return family;
    }

    public final String code() {
        return code;
    }

    public final String sentence() {
        return getMessage();
    }

    /** How long the caller should wait before trying again (RFC 9110, section 10.2.3), when there is such a time. */
    public Optional<Duration> retryAfter() {
        return Optional.empty();
    }
}
