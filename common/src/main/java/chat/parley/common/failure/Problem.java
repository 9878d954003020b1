package chat.parley.common.failure;

/**
 * What a refusal says, before a dialect gives it its shape.
 *
 * @param status HTTP status
 * @param code stable, kebab case
 * @param title the name of the status
 * @param sentence for people
 * @param field the field it is about, or null
 */
public record Problem(int status, String code, String title, String sentence, String field) {

    static Problem of(Failure failure) {
        var field = failure instanceof MissingField missing ? missing.field() : null;
        return new Problem(
                failure.family().status(),
                failure.code(),
                title(failure.family().status()),
                failure.sentence(),
                field);
    }

    public static Problem of(int status) {
        return switch (status) {
            case 401 -> of(status, "not-authenticated", "Authentication credentials were not provided.");
            case 403 -> of(status, "forbidden", "You do not have permission to perform this action.");
            case 404 -> of(status, "not-found", "There is nothing at this path.");
            case 405 -> of(status, "method-not-allowed", "This path does not answer to that method.");
            case 406 -> of(status, "not-acceptable", "Could not satisfy the request Accept header.");
            case 413 -> of(status, "too-large", "The request is too large.");
            case 415 -> of(status, "unsupported-media-type", "Unsupported media type in request.");
            case 503 -> of(status, "unavailable", "A part that is needed does not answer; it is safe to try again.");
            default ->
                status >= 500
                        ? of(status, "internal-error", "Something went wrong here; it has been logged.")
                        : of(status, "bad-request", "The request could not be read.");
        };
    }

    static Problem invalidToken() {
        return of(401, "invalid-token", "The token is invalid or expired.");
    }

    private static Problem of(int status, String code, String sentence) {
        return new Problem(status, code, title(status), sentence, null);
    }

    private static String title(int status) {
        var known = jakarta.ws.rs.core.Response.Status.fromStatusCode(status);
        return known == null ? "Error" : known.getReasonPhrase();
    }
}
