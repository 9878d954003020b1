package chat.parley.gateway.delivery;

import chat.parley.common.chat.ChatMessage;
import java.time.Instant;

/**
 * A message on its way to sockets.
 *
 * @param previousAt when the message before it was written, null for the first
 */
record Posted(ChatMessage message, Instant previousAt, Telling telling) {

    static Posted of(ChatMessage message, Instant previousAt) {
        return new Posted(message, previousAt, new Telling(new Event.MessagePosted(message)));
    }

    long seq() {
        return message.seq();
    }
}
