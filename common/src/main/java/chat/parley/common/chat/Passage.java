package chat.parley.common.chat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a gateway node remembers of a message at one of its sockets.
 *
 * @param userId whose socket it is
 * @param session the socket, by an id that means nothing elsewhere
 * @param dialect in which it was written
 * @param acknowledged whether it is its sender's socket, which was told that the message is committed; else the message was
 *     written to it
 * @param at when, by the node's clock
 */
public record Passage(UUID userId, UUID session, String dialect, boolean acknowledged, Instant at) {

    /** The answer of a node to {@link NodeEvent.PassagesAsked}. */
    public record OfNode(String node, List<Passage> passages) {

        /** Field of the stream entry that holds it as JSON. */
        public static final String FIELD = "passages";
    }
}
