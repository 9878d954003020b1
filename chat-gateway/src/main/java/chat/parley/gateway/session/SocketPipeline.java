package chat.parley.gateway.session;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Optional;

/** What we want of a socket's channel and Vert.x has no option for. */
final class SocketPipeline {

    private static final int FRAMES_PER_FLUSH = 64;

    private SocketPipeline() {}

    /**
     * Once, right after the upgrade: frames written in one go leave with one system call; a dialect with small frames does not
     * buffer large ones; a close frame can be read; and {@link Heartbeat} alone says when a socket is idle.
     */
    static void prepare(HttpConnection connection, int maxBytes) {
        if (connection instanceof ConnectionBase netty) {
            var pipeline = netty.channel().pipeline();
            pipeline.addFirst(new LingeringClose(), new FlushConsolidationHandler(FRAMES_PER_FLUSH, true));
            limitFrames(pipeline, maxBytes);
            Optional.ofNullable(pipeline.get(IdleStateHandler.class)).ifPresent(pipeline::remove);
        }
    }

    /**
     * Netty's decoder answers a frame that breaks the protocol with a close frame, which only its encoder can write; but the
     * handshake puts the decoder on the far side of the encoder, where that frame is lost. So ours stands on the near side.
     */
    private static void limitFrames(ChannelPipeline pipeline, int maxBytes) {
        var decoder = pipeline.context(WebSocket13FrameDecoder.class);
        var encoder = pipeline.context(WebSocket13FrameEncoder.class);
        if (decoder != null && encoder != null) {
            var config = WebSocketDecoderConfig.newBuilder()
                    .maxFramePayloadLength(maxBytes)
                    .expectMaskedFrames(true)
                    .allowMaskMismatch(false)
                    .allowExtensions(false)
                    .build();
            pipeline.addAfter(encoder.name(), "frame-decoder", new WebSocket13FrameDecoder(config));
            pipeline.remove(decoder.handler());
        }
    }
}
