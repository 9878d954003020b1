package chat.parley.common.failure;

import java.util.List;

/** Fields of a request are not as they should be; each that is not is named. The way of {@code v1}. */
public final class InvalidRequest extends Failure {

    private final transient List<FieldError> errors;

    public InvalidRequest(List<FieldError> errors) {
        this("invalid-request", "Some fields are not valid.", errors);
    }

    private InvalidRequest(String code, String sentence, List<FieldError> errors) {
        super(Family.INVALID, code, sentence);
        this.errors = List.copyOf(errors);
    }

    /** A refusal that has a code of its own, and is about this field. */
    public static InvalidRequest of(String field, Failure broken) {
        return new InvalidRequest(broken.code(), broken.sentence(), List.of(new FieldError(field, broken.sentence())));
    }

    public static InvalidRequest of(String field, String message) {
        return new InvalidRequest(List.of(new FieldError(field, message)));
    }

    public List<FieldError> errors() {
        return errors;
    }
}
