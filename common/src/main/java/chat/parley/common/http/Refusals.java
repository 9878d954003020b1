package chat.parley.common.http;

import chat.parley.common.failure.ErrorShape;
import chat.parley.common.failure.Problem;
import io.vertx.ext.web.RoutingContext;

/** Writes a refusal where no resource method was reached. */
final class Refusals {

    private Refusals() {}

    static void write(RoutingContext request, Problem problem) {
        var shape = ErrorShape.of(request.normalizedPath());
        request.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", shape.mediaType())
                .end(shape.body(problem).toString());
    }
}
