package chat.parley.common.failure;

/** The kinds of refusal there are, each with the one HTTP status it has in every dialect. */
public enum Family {
    INVALID(400),
    UNAUTHENTICATED(401),
    FORBIDDEN(403),
    NOT_FOUND(404),
    CONFLICT(409),
    TOO_LARGE(413),
    UNSUPPORTED_MEDIA(415),
    TOO_MANY(429),
    UNAVAILABLE(503);

    private final int status;

    Family(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
