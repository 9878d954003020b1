package chat.parley.common.failure;

/** A field that the call cannot do without was not given. */
public final class MissingField extends Failure {

    private final String field;

    public MissingField(String field) {
        super(Family.INVALID, "invalid-request", "This field is required.");
        this.field = field;
    }

    public String field() {
        return field;
    }
}
