package chat.parley.common.chat;

import java.util.UUID;

/**
 * How far a conversation has come, in a form short enough to travel with every message.
 *
 * @param conversation the first 64 bits of its id: ids are hashes, and two alike among the conversations of one user are not to be
 *     expected
 * @param seq the last message concerned
 */
public record Standing(long conversation, long seq) {

    public static Standing of(UUID conversation, long seq) {
        return new Standing(keyOf(conversation), seq);
    }

    public static long keyOf(UUID conversation) {
        return conversation.getMostSignificantBits();
    }
}
