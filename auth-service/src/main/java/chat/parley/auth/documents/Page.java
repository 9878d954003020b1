package chat.parley.auth.documents;

import jakarta.ws.rs.core.Response;

/** A page over the one document. It loads nothing from another host, and the browser is told to see to it. */
final class Page {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:;"
            + " base-uri 'none'; frame-ancestors 'none'";

    private Page() {}

    static Response of(String name) {
        return Response.ok(Asset.page(name), "text/html;charset=UTF-8")
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
