package chat.parley.message.command;

import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.Sender;
import chat.parley.common.chat.Target;
import chat.parley.common.event.Json;
import chat.parley.common.stream.StreamEntry;
import chat.parley.common.stream.UnreadableEntry;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads what gateways write. */
final class CommandEntry {

    private CommandEntry() {}

    /** @throws UnreadableEntry when it is no batch, or lacks what every batch has */
    static CommandBatch read(StreamEntry entry) {
        try {
            var batch = Json.read(entry.fields().get(CommandBatch.FIELD), CommandBatch.class);
            if (isWhole(batch)) {
                return batch;
            }
        } catch (IllegalArgumentException unreadable) {
            throw new UnreadableEntry(unreadable.getMessage());
        }
        throw new UnreadableEntry("the batch is not whole");
    }

    private static boolean isWhole(CommandBatch batch) {
        return Stream.of(batch.id(), batch.node(), batch.target(), batch.commands())
                        .allMatch(Objects::nonNull)
                && (batch.target() instanceof Target.OfNode || isWhole(batch.sender()))
                && batch.commands().stream().allMatch(Objects::nonNull);
    }

    private static boolean isWhole(Sender sender) {
        return sender != null && sender.userId() != null && sender.username() != null;
    }
}
