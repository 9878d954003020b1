package chat.parley.common.failure;

import chat.parley.common.identity.InvalidToken;
import java.util.List;

/**
 * What a refusal says, before a dialect gives it its shape.
 *
 * @param status HTTP status
 * @param code stable, kebab case
 * @param title the name of the status
 * @param sentence for people
 * @param errors the fields it is about, if any
 */
public record Problem(int status, String code, String title, String sentence, List<FieldError> errors) {

    /** What the failure itself says. */
    public static Problem of(Failure failure) {
        return new Problem(
                failure.family().status(),
                failure.code(),
                title(failure.family().status()),
                failure.sentence(),
                errors(failure));
    }

    private static List<FieldError> errors(Failure failure) {
        return switch (failure) {
            case MissingField missing -> List.of(new FieldError(missing.field(), missing.sentence()));
            case InvalidRequest invalid -> invalid.errors();
            default -> List.of();
        };
    }

    /** Whether the request was in order, and it is for us that it was not served. */
    boolean isOurs() {
        return status >= 500 || status == 429;
    }

    public static Problem of(int status) {
        return switch (status) {
            case 401 -> of(status, "unauthenticated", "Authentication credentials were not provided.");
            case 403 -> of(status, "forbidden", "You do not have permission to perform this action.");
            case 404 -> of(status, "not-found", "There is nothing at this path.");
            case 405 -> of(status, "method-not-allowed", "This path does not answer to that method.");
            case 406 -> of(status, "not-acceptable", "Could not satisfy the request Accept header.");
            case 413 -> of(status, "too-large", "The request is too large.");
            case 415 -> of(status, "unsupported-media-type", "Unsupported media type in request.");
            case 416 -> of(status, "range-not-satisfiable", "The file has no such part.");
            case 503 -> of(status, "unavailable", "A part that is needed does not answer; it is safe to try again.");
            default ->
                status >= 500
                        ? of(status, "internal-error", "Something went wrong here; it has been logged.")
                        : of(status, "bad-request", "The request could not be read.");
        };
    }

    /** @param failure what was wrong with it */
    static Problem invalidToken(InvalidToken failure) {
        return of(401, failure.code(), failure.sentence());
    }

    private static Problem of(int status, String code, String sentence) {
        return new Problem(status, code, title(status), sentence, List.of());
    }

    private static String title(int status) {
        var known = jakarta.ws.rs.core.Response.Status.fromStatusCode(status);
        return known == null ? "Error" : known.getReasonPhrase();
    }
}
