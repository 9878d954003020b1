package chat.parley.deploy.edge;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpVersion;

/** Refuses what the edge and a service might take for different requests, as {@link RequestPath} does for paths. */
final class RequestHead {

    private static final String IN_NAMES = "!#$%&'*+-.^_`|~";

    private RequestHead() {}

    static boolean isClear(HttpMessage message) {
        var headers = message.headers();
        var hosts = headers.getAll(HttpHeaderNames.HOST).size();
        var codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return (hosts == 1 || hosts == 0 && message.protocolVersion().equals(HttpVersion.HTTP_1_0))
                && headers.getAll(HttpHeaderNames.CONTENT_LENGTH).size() <= 1
                && codings.size() <= 1
                && codings.stream().allMatch("chunked"::equalsIgnoreCase)
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
