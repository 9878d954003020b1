package chat.parley.deploy.edge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyResponse;

/** What the edge says itself, when no service is asked or none answers: to {@code v1} a problem (RFC 9457), to all others a detail. */
final class Answers {

    private static final String V1 = "/api/v1/";
    private static final String RETRY_AFTER_SECONDS = "1";
    private static final Answer NOT_FOUND = new Answer(404, "not-found", "Not Found", "Not found.");
    private static final Answer AMBIGUOUS = new Answer(400, "bad-request", "Bad Request", "This path is not accepted.");
    private static final Answer TOO_LARGE =
            new Answer(413, "too-large", "Request Entity Too Large", "The body is too large.");
    private static final Answer UNAVAILABLE =
            new Answer(503, "unavailable", "Service Unavailable", "This service is not available at the moment.");

    private Answers() {}

    static void notFound(HttpServerRequest request) {
        send(request, NOT_FOUND);
    }

    static void ambiguousPath(HttpServerRequest request) {
        send(request, AMBIGUOUS);
    }

    /** The connection ends with it, since the body that was announced will not be read. */
    static void tooLarge(HttpServerRequest request) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        send(request, TOO_LARGE);
    }

    static void unavailable(HttpServerRequest request) {
        if (!request.response().ended()) {
            request.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            send(request, UNAVAILABLE);
        }
    }

    /** @param uri that was asked for */
    static ProxyResponse unavailable(ProxyResponse response, String uri) {
        return response.setStatusCode(UNAVAILABLE.status())
                .putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .putHeader(HttpHeaders.CONTENT_TYPE, UNAVAILABLE.type(uri))
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .setBody(Body.body(UNAVAILABLE.body(uri).toBuffer()));
    }

    private static void send(HttpServerRequest request, Answer answer) {
        request.response()
                .setStatusCode(answer.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, answer.type(request.uri()))
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .end(answer.body(request.uri()).toBuffer());
    }

    /** @param code of the problem, as the services have it */
    private record Answer(int status, String code, String title, String sentence) {

        String type(String uri) {
            return uri.startsWith(V1) ? "application/problem+json" : "application/json";
        }

        JsonObject body(String uri) {
            return uri.startsWith(V1)
                    ? new JsonObject()
                            .put("type", "about:blank")
                            .put("title", title)
                            .put("status", status)
                            .put("detail", sentence)
                            .put("code", code)
                    : new JsonObject().put("detail", sentence);
        }
    }
}
