package chat.parley.common.chat;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/**
 * The id of a conversation that must be one and the same for all who may start it at once: a name-based UUID (RFC 9562,
 * version 5), so that nobody needs to ask.
 */
public final class ConversationId {

    private static final UUID NAMESPACE = UUID.fromString("6f0c8a52-9d43-5a0e-8f0a-6a1c3f6f2d11");

    /** The one lobby. */
    public static final UUID LOBBY = UuidCreator.getNameBasedSha1(NAMESPACE, "lobby");

    private ConversationId() {}

    /** The direct conversation of two users, whoever begins it. */
    public static UUID ofDirect(UUID one, UUID other) {
        var low = one.compareTo(other) < 0 ? one : other;
        var high = low == one ? other : one;
        return UuidCreator.getNameBasedSha1(NAMESPACE, low + "|" + high);
    }
}
