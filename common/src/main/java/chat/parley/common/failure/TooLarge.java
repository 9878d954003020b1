package chat.parley.common.failure;

/** A body, file or frame is over its limit. */
public final class TooLarge extends Failure {

    public TooLarge(String sentence) {
        super(Family.TOO_LARGE, "too-large", sentence);
    }
}
