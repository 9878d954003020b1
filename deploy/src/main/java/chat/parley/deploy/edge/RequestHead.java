package chat.parley.deploy.edge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Refuses what the edge and a service might take for different requests, as {@link RequestPath} does for paths. */
final class RequestHead {

    private static final String IN_NAMES = "!#$%&'*+-.^_`|~";

    private RequestHead() {}

    static boolean isClear(HttpServerRequest request) {
        var headers = request.headers();
        return headers.getAll(HttpHeaders.HOST).size() <= 1
                && headers.getAll(HttpHeaders.CONTENT_LENGTH).size() <= 1
                && headers.getAll(HttpHeaders.TRANSFER_ENCODING).stream().allMatch("chunked"::equalsIgnoreCase)
                && headers.getAll(HttpHeaders.TRANSFER_ENCODING).size() <= 1
                && headers.names().stream().allMatch(RequestHead::isName);
    }

    /** A token (RFC 9110, section 5.6.2). */
    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || c >= '0' && c <= '9'
                                || IN_NAMES.indexOf(c) >= 0);
    }
}
