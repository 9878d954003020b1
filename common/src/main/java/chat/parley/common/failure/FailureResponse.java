package chat.parley.common.failure;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.time.Duration;

/** The HTTP answer that goes with a refusal. */
public final class FailureResponse {

    private FailureResponse() {}

    /** The answer in the default shape of the API at this path. */
    public static Response of(Failure failure, String path) {
        return withRetry(of(Problem.of(failure), path), failure).build();
    }

    /** Status and headers of a failure with a body that the endpoint's document asks for. */
    public static Response with(Failure failure, Object body) {
        return withRetry(Response.status(failure.family().status()), failure)
                .type("application/json")
                .entity(body)
                .build();
    }

    /** A refusal of which there is nothing to say but its status, in the default shape of the API at this path. */
    public static ResponseBuilder of(int status, String path) {
        return of(Problem.of(status), path);
    }

    static ResponseBuilder of(Problem problem, String path) {
        var shape = ErrorShape.of(path);
        var answer = Response.status(problem.status()).type(shape.mediaType()).entity(shape.body(problem));
        return problem.status() == 401 ? answer.header(HttpHeaders.WWW_AUTHENTICATE, shape.challenge()) : answer;
    }

    private static ResponseBuilder withRetry(ResponseBuilder answer, Failure failure) {
        failure.retryAfter().map(FailureResponse::seconds).ifPresent(s -> answer.header(HttpHeaders.RETRY_AFTER, s));
        return answer;
    }

    /** For {@code Retry-After} (RFC 9110, section 10.2.3): whole seconds, rounded up, at least one. */
    public static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
