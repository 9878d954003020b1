package chat.parley.deploy.edge;

import java.util.regex.Pattern;

/**
 * Refuses paths that the edge and a service might read differently: the edge routes by the path as it came, a service by
 * what it makes of it. An absolute address in the request line is refused, too.
 */
final class RequestPath {

    private static final Pattern AMBIGUOUS =
            Pattern.compile("[;\\\\\\x00-\\x20\\x7f]|//|/\\.{1,2}(/|$)|%(00|2e|2f|3b|5c|25)", Pattern.CASE_INSENSITIVE);

    private RequestPath() {}

    static boolean isClear(String path) {
        return path != null && path.startsWith("/") && !AMBIGUOUS.matcher(path).find();
    }

    /** @param uri the request target as it came */
    static String of(String uri) {
        var query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }
}
