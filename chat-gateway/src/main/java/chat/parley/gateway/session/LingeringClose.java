package chat.parley.gateway.session;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection so that the other side can still read our close frame (RFC 6455, section 7.1.1). When a frame is too big, the
 * client is most likely still sending it; closing at once would answer that with a reset, which throws away what it has not read.
 * So we only stop writing, and read into the void until the client has gone, which closes the channel, for a moment at most.
 */
final class LingeringClose extends ChannelDuplexHandler {

    private static final int SECONDS = 2;

    private boolean closing;

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) throws Exception {
        if (closing || !(context.channel() instanceof DuplexChannel channel) || !channel.isActive()) {
            super.close(context, promise);
            return;
        }
        closing = true;
        channel.shutdownOutput();
        channel.config().setAutoRead(true);
        context.executor().schedule(() -> context.close(promise), SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (closing) {
            ReferenceCountUtil.release(message);
        } else {
            super.channelRead(context, message);
        }
    }
}
