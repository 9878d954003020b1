package chat.parley.auth.dialect;

import chat.parley.auth.session.Login;
import chat.parley.common.identity.Dialect;
import io.vertx.core.http.HttpServerRequest;

/** Reads the circumstances of a login off the request. */
final class Logins {

    private Logins() {}

    static Login of(Dialect dialect, HttpServerRequest request) {
        return new Login(dialect, request.getHeader("User-Agent"), address(request));
    }

    /** The proxy's word only when the proxy is trusted. */
    static String address(HttpServerRequest request) {
        return request.remoteAddress().hostAddress();
    }
}
