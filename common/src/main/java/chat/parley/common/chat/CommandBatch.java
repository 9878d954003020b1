package chat.parley.common.chat;

import java.util.List;
import java.util.UUID;

/**
 * What one socket asks of one conversation at a time: one entry of {@code commands.<shard>}. The next batch of that socket
 * for that conversation goes out only when this one is answered, which is what keeps a sender's order with any number of
 * workers. It may arrive more than once; every repeat is answered alike.
 *
 * @param id repeated in the answer
 * @param node where the answer goes: {@code deliver.<node>}
 * @param commands in the order in which the client sent them; the answer has an outcome for each
 */
public record CommandBatch(UUID id, String node, Sender sender, Target target, List<Command> commands) {

    /** Field of the stream entry that holds the batch as JSON. */
    public static final String FIELD = "batch";
}
