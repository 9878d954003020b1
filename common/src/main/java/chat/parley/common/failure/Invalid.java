package chat.parley.common.failure;

/** The request itself is wrong; the sentence says how. */
public class Invalid extends Failure {

    public Invalid(String code, String sentence) {
        super(Family.INVALID, code, sentence);
    }
}
