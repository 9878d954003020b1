package chat.parley.deploy.edge;

import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Refuses a request that says by a length and by chunks where it ends (RFC 9112, section 6.3). The library would drop the
 * length before anybody sees it; a proxy in front of the edge might have gone by it, and taken for a body what we take for
 * the next request.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {

    /** By this name the library takes it out when a connection becomes a WebSocket. */
    private static final String DECODER = "httpDecoder";

    private StrictRequestDecoder(HttpServerOptions options) {
        super(options);
    }

    /** Before anything of the connection has been read. */
    static void install(HttpConnection connection, HttpServerOptions options) {
        ((ConnectionBase) connection)
                .channelHandlerContext()
                .pipeline()
                .replace(HttpRequestDecoder.class, DECODER, new StrictRequestDecoder(options));
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both a length and chunks");
    }
}
