package chat.parley.message.dialect;

import chat.parley.common.chat.ChatMessage;
import chat.parley.message.receipt.Member;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times of messages as {@code friendship} and {@code thread} have them. */
final class MessageTimes {

    private static final DateTimeFormatter SIX_DIGITS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private MessageTimes() {}

    static String sixDigits(Instant time) {
        return SIX_DIGITS.format(time);
    }

    /**
     * When it was written, received or seen, whichever was last.
     *
     * @param receiver the marks of the user it was sent to
     */
    static Instant updatedAt(ChatMessage message, Member receiver) {
        if (message.seq() <= receiver.mark().read()) {
            return receiver.readAt();
        }
        return message.seq() <= receiver.mark().delivered() ? receiver.deliveredAt() : message.at();
    }
}
