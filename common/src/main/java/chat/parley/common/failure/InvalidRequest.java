package chat.parley.common.failure;

import java.util.List;

/** Fields of a request are not as they should be; each that is not is named. The way of {@code v1}. */
public final class InvalidRequest extends Failure {

    private static final String SENTENCE = "Some fields are not valid.";

    private final transient List<FieldError> errors;

    public InvalidRequest(List<FieldError> errors) {
        super(Family.INVALID, "invalid-request", SENTENCE);
        this.errors = List.copyOf(errors);
    }

    public static InvalidRequest of(String field, String message) {
        return new InvalidRequest(List.of(new FieldError(field, message)));
    }

    public List<FieldError> errors() {
        return errors;
    }
}
