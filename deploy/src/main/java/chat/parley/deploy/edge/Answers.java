package chat.parley.deploy.edge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyResponse;

/** What the edge says itself, when no service is asked or none answers. */
final class Answers {

    private static final String RETRY_AFTER_SECONDS = "1";
    private static final Buffer UNAVAILABLE = detail("This service is not available at the moment.");

    private Answers() {}

    static void notFound(HttpServerResponse response) {
        refuse(response, 404, "Not found.");
    }

    static void ambiguousPath(HttpServerResponse response) {
        refuse(response, 400, "This path is not accepted.");
    }

    /** The connection ends with it, since the body that was announced will not be read. */
    static void tooLarge(HttpServerResponse response) {
        response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        refuse(response, 413, "The body is too large.");
    }

    static void unavailable(HttpServerResponse response) {
        if (!response.ended()) {
            response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            send(response, 503, UNAVAILABLE);
        }
    }

    static ProxyResponse unavailable(ProxyResponse response) {
        return response.setStatusCode(503)
                .putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .setBody(Body.body(UNAVAILABLE));
    }

    private static void refuse(HttpServerResponse response, int status, String detail) {
        send(response, status, detail(detail));
    }

    private static void send(HttpServerResponse response, int status, Buffer body) {
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .end(body);
    }

    private static Buffer detail(String sentence) {
        return new JsonObject().put("detail", sentence).toBuffer();
    }
}
