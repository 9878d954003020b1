package chat.parley.deploy.edge;

import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Refuses a request whose head can be read in two ways, such as one that says by a length and by chunks where it ends (RFC
 * 9112, section 6.3): a proxy in front of the edge might take for its body what we take for the next request. So this is done
 * while decoding: the library answers 400 then, and reads no further.
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

    /** Is asked when the head is whole. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        if (!RequestHead.isClear(message)) {
            throw new IllegalArgumentException("an ambiguous head");
        }
        return super.isContentAlwaysEmpty(message);
    }

    /** The length would be dropped before anybody sees it. */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both a length and chunks");
    }
}
