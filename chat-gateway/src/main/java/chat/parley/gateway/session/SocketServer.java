package chat.parley.gateway.session;

import chat.parley.gateway.dialect.V1Dialect;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * What the WebSocket server does for all dialects alike. Compression is off: it costs some 300 KiB a socket, and a small frame
 * may unfold to a large one. A dialect's own, lower limit is kept by {@link FrameReader}.
 */
@ApplicationScoped
class SocketServer implements HttpServerOptionsCustomizer {

    /** A socket whose reader has stopped reading never takes our close frame; the connection goes then. */
    private static final int CLOSING_SECONDS = 3;

    private final int maxBytes;

    SocketServer(SocketConfig config) {
        this.maxBytes = config.mediaFrame().asBigInteger().intValueExact();
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setMaxWebSocketFrameSize(maxBytes)
                .setMaxWebSocketMessageSize(maxBytes)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setRegisterWebSocketWriteHandlers(false)
                .setWebSocketSubProtocols(List.of(V1Dialect.SUBPROTOCOL))
                .setWebSocketClosingTimeout(CLOSING_SECONDS);
    }
}
