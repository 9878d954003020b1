package chat.parley.common.chat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What one socket asks of one conversation at a time: one entry of {@code commands.<shard>}. The next batch of that socket
 * for that conversation goes out only when this one is answered, which is what keeps a sender's order with any number of
 * workers. It may arrive more than once; every repeat is answered alike.
 *
 * @param id repeated in the answer
 * @param node where the answer goes: {@code deliver.<node>}
 * @param sender null when it is the node itself
 * @param commands in the order in which the client sent them; the answer has an outcome for each
 */
public record CommandBatch(UUID id, String node, Sender sender, Target target, List<Command> commands) {

    /** Field of the stream entry that holds the batch as JSON. */
    public static final String FIELD = "batch";

    /** Whether any message in it is. */
    @JsonIgnore
    public boolean isTraced() {
        for (var command : commands) {
            if (command instanceof Command.Send send && send.traceparent() != null) {
                return true;
            }
        }
        return false;
    }

    /** The spans that its messages come from, of those that are traced. */
    public Stream<String> traceparents() {
        return commands.stream()
                .filter(Command.Send.class::isInstance)
                .map(command -> ((Command.Send) command).traceparent())
                .filter(Objects::nonNull);
    }

    /** The same, every traced message of it one step further: it comes from the span that follows the one it came from. */
    public CommandBatch following(UnaryOperator<String> step) {
        var followed = commands.stream()
                .map(command -> command instanceof Command.Send send && send.traceparent() != null
                        ? send.from(step.apply(send.traceparent()))
                        : command)
                .toList();
        return new CommandBatch(id, node, sender, target, followed);
    }
}
