package chat.parley.gateway.delivery;

import chat.parley.common.chat.ChatMessage;
import java.time.Instant;

/**
 * A message on its way to sockets.
 *
 * @param previousAt when the message before it was written, null for the first
 * @param traceparent the span that it comes from; null when it is not traced
 */
record Posted(ChatMessage message, Instant previousAt, Telling telling, String traceparent) {

    static Posted of(ChatMessage message, Instant previousAt, String traceparent) {
        return new Posted(message, previousAt, new Telling(new Event.MessagePosted(message)), traceparent);
    }

    long seq() {
        return message.seq();
    }
}
