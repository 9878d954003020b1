package chat.parley.common.http;

import chat.parley.common.failure.ErrorShape;
import chat.parley.common.failure.Failure;
import chat.parley.common.failure.FailureResponse;
import chat.parley.common.failure.Problem;
import io.vertx.ext.web.RoutingContext;

/** Writes a refusal where no resource method was reached. */
public final class Refusals {

    private Refusals() {}

    /** In the shape of the API whose prefix the path has. */
    public static void write(RoutingContext request, Failure failure) {
        failure.retryAfter()
                .map(FailureResponse::seconds)
                .ifPresent(wait -> request.response().putHeader("Retry-After", Long.toString(wait)));
        write(request, Problem.of(failure));
    }

    static void write(RoutingContext request, Problem problem) {
        var shape = ErrorShape.of(request.normalizedPath());
        request.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", shape.mediaType())
                .end(shape.body(problem).toString());
    }
}
