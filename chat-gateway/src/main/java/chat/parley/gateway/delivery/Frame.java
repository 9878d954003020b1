package chat.parley.gateway.delivery;

import io.netty.buffer.ByteBufUtil;

/** A text frame as it is written to any number of sockets. */
public record Frame(String text, int bytes) {

    public static Frame of(String text) {
        return new Frame(text, ByteBufUtil.utf8Bytes(text));
    }
}
