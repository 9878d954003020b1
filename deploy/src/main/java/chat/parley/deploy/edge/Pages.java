package chat.parley.deploy.edge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The few pages that the edge has itself. */
final class Pages {

    private final Map<String, Buffer> pages;

    private Pages(Map<String, Buffer> pages) {
        this.pages = pages;
    }

    static Pages load() {
        return new Pages(Map.of("/", read("/landing.html")));
    }

    /** Whether this was one of them, and is answered. */
    boolean serve(HttpServerRequest request, String path) {
        var page = pages.get(path);
        if (page == null || !isRead(request.method())) {
            return false;
        }
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .end(page);
        return true;
    }

    private static boolean isRead(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    private static Buffer read(String resource) {
        try (var file = Pages.class.getResourceAsStream(resource)) {
            return Buffer.buffer(file.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
