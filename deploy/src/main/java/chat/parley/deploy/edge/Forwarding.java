package chat.parley.deploy.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** What a service learns about who called: from us alone, whatever the client has sent under these names. */
final class Forwarding {

    private static final List<String> NOT_FROM_CLIENTS = List.of(
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-proto",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-prefix",
            "x-forwarded-ssl",
            "x-real-ip",
            "x-original-url",
            "x-rewrite-url",
            "x-http-method-override",
            // Who could name a trace could have everything recorded.
            "traceparent",
            "tracestate",
            "baggage",
            // Answered here, before the service is asked.
            "expect");

    private Forwarding() {}

    /** @param headers of the request to the service */
    static void replace(MultiMap headers, HttpServerRequest request) {
        NOT_FROM_CLIENTS.forEach(headers::remove);
        headers.set("X-Forwarded-For", request.remoteAddress().hostAddress());
        headers.set("X-Forwarded-Proto", request.scheme());
        var authority = request.authority();
        if (authority != null) {
            headers.set("X-Forwarded-Host", authority.toString());
        }
    }
}
