package chat.parley.common.social;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;
import java.util.List;
import java.util.Map;

/** A field that {@code social} refuses: answered with a map of the field to what is wrong with it. */
public final class SocialInvalid extends Failure {

    private final String field;

    public SocialInvalid(String field, String sentence) {
        super(Family.INVALID, "invalid-field", sentence);
        this.field = field;
    }

    public static SocialInvalid missing(String field) {
        return new SocialInvalid(field, "This field is required.");
    }

    public static SocialInvalid notAChoice(String field, String given) {
        return new SocialInvalid(field, "\"" + given + "\" is not a valid choice.");
    }

    public Map<String, List<String>> body() {
        return Map.of(field, List.of(sentence()));
    }
}
