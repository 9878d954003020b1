package chat.parley.gateway.session;

import chat.parley.gateway.dialect.V1Dialect;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * What the WebSocket server does for all dialects alike. Compression is off: it costs some 300 KiB a socket, and a small frame
 * may unfold to a large one. A dialect's own, lower limit is kept by {@link FrameReader}.
 *
 * <p>A connection to which nothing was written for twice the handshake deadline ends: once for its request, once for our
 * answer. However slowly its bytes come, they are no answer of ours. {@link SocketPipeline} takes this off an open socket. It
 * counts from the accept only without HTTP/2 in clear text, whose detector passes over it.
 */
@ApplicationScoped
class SocketServer implements HttpServerOptionsCustomizer {

    /** A socket whose reader has stopped reading never takes our close frame; the connection goes then. */
    private static final int CLOSING_SECONDS = 3;

    private final int maxBytes;
    private final Duration unanswered;

    SocketServer(SocketConfig config) {
        this.maxBytes = config.mediaFrame().asBigInteger().intValueExact();
        this.unanswered = config.handshakeDeadline().multipliedBy(2);
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setMaxWebSocketFrameSize(maxBytes)
                .setMaxWebSocketMessageSize(maxBytes)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setRegisterWebSocketWriteHandlers(false)
                .setWebSocketSubProtocols(List.of(V1Dialect.SUBPROTOCOL))
                .setWebSocketClosingTimeout(CLOSING_SECONDS)
                .setHttp2ClearTextEnabled(false)
                .setWriteIdleTimeout((int) options.getIdleTimeoutUnit().convert(unanswered));
    }
}
