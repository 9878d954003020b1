package chat.parley.common.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/**
 * Published paths end in a slash ({@code friendship}, {@code social}, {@code thread}): a GET without it is sent there, any
 * other method is served as if it were there. Those of {@code lobby} have none: with one, 307 to the path without.
 *
 * <p>A class and no lambda, since an AOT cache keeps no profile of those, and every request passes here.
 */
@ApplicationScoped
class TrailingSlash implements Handler<RoutingContext> {

    private static final Pattern WITH_SLASH = Pattern.compile("/(api/(?!v1(/|$)|redoc$)|chat/).*");
    private static final int BEFORE_EVERY_ROUTE = -1_000;

    void install(@Observes Router router) {
        router.route().order(BEFORE_EVERY_ROUTE).handler(this);
    }

    @Override
    public void handle(RoutingContext request) {
        var path = request.request().path();
        if (path.startsWith("/auth/") && path.endsWith("/")) {
            redirect(request, 307, path.substring(0, path.length() - 1));
        } else if (isRead(request)
                && !path.endsWith("/")
                && WITH_SLASH.matcher(path).matches()) {
            redirect(request, 301, path + "/");
        } else {
            request.next();
        }
    }

    /** Whether this path should end in a slash, and does not. */
    static boolean isMissing(String path) {
        return !path.endsWith("/") && WITH_SLASH.matcher(path).matches();
    }

    private static boolean isRead(RoutingContext request) {
        return request.request().method() == HttpMethod.GET || request.request().method() == HttpMethod.HEAD;
    }

    private static void redirect(RoutingContext request, int status, String path) {
        var query = request.request().query();
        request.response()
                .setStatusCode(status)
                .putHeader("Location", query == null ? path : path + "?" + query)
                .end();
    }
}
