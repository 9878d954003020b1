package chat.parley.common.chat;

import java.util.Optional;
import java.util.UUID;

/** The names under which the gateway and message-service meet in Redis. */
public final class ChatKeys {

    /** Group of all message-service replicas on every {@code commands.<shard>}. */
    public static final String WRITERS = "message-service";

    /** Field of an entry of {@code deliver.<node>}: a JSON array of {@link NodeEvent}. */
    public static final String EVENTS = "events";

    private static final String ONLINE = "online:";

    private ChatKeys() {}

    public static String commands(int shard) {
        return "commands." + shard;
    }

    /** Read by one node alone, with plain XREAD. Written with NOMKSTREAM: a node that is gone gets nothing. */
    public static String deliver(String node) {
        return "deliver." + node;
    }

    /**
     * Sorted set of the nodes that hold a socket of the user; the score is when the lease ends (Unix milliseconds), and each
     * node renews its own.
     */
    public static String online(UUID user) {
        return ONLINE + user;
    }

    /** Whose lease it is that {@link #online} names; empty for a key of another kind. */
    public static Optional<UUID> onlineUser(String key) {
        return key.startsWith(ONLINE) ? Optional.of(UUID.fromString(key.substring(ONLINE.length()))) : Optional.empty();
    }

    /** Stream of the answers to a question, one {@link Passage.OfNode} an entry; it expires by itself soon. */
    public static String passages(UUID question) {
        return "deliver.passages." + question;
    }

    /** Like {@link #online}, for the nodes that hold a socket in a room. */
    public static String interest(UUID conversation) {
        return "interest:" + conversation;
    }
}
