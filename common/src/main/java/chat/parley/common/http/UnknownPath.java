package chat.parley.common.http;

import chat.parley.common.failure.Problem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Answers 404 in the shape of the API whose prefix the path has, after every other route has passed. */
@ApplicationScoped
class UnknownPath {

    void install(@Observes Router router) {
        router.route().last().handler(UnknownPath::answer);
    }

    private static void answer(RoutingContext request) {
        Refusals.write(request, Problem.of(404));
    }
}
