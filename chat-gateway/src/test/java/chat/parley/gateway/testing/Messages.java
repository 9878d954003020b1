package chat.parley.gateway.testing;

import chat.parley.common.chat.ChatMessage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Messages of which only their place matters. */
public final class Messages {

    private static final UUID SOMEBODY = new UUID(7, 7);

    private Messages() {}

    public static ChatMessage direct(UUID conversation, long seq, Instant at) {
        return new ChatMessage(
                conversation,
                seq,
                new UUID(conversation.getMostSignificantBits(), seq),
                seq,
                new UUID(conversation.getLeastSignificantBits(), seq),
                "direct",
                SOMEBODY,
                "somebody",
                SOMEBODY,
                null,
                "text",
                List.of(),
                at);
    }
}
