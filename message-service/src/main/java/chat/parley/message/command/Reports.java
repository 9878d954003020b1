package chat.parley.message.command;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.Command.ReportDelivered;
import chat.parley.common.chat.Command.ReportDelivered.Delivered;
import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.Sender;
import chat.parley.common.chat.Target;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What nodes report of their users. */
final class Reports {

    private Reports() {}

    /** A report as what its users would ask one by one; the node is answered with the last of them. Any other batch as it is. */
    static Stream<CommandBatch> apart(CommandBatch batch) {
        var marks = batch.commands().stream()
                .filter(ReportDelivered.class::isInstance)
                .flatMap(report -> ((ReportDelivered) report).marks().stream())
                .toList();
        var last = marks.size() - 1;
        return marks.isEmpty()
                ? Stream.of(batch)
                : IntStream.rangeClosed(0, last)
                        .mapToObj(i -> i < last
                                ? mark(UUID.randomUUID(), null, marks.get(i))
                                : mark(batch.id(), batch.node(), marks.get(i)));
    }

    private static CommandBatch mark(UUID id, String node, Delivered delivered) {
        return new CommandBatch(
                id,
                node,
                new Sender(delivered.userId(), 0, ""),
                new Target.OfConversation(delivered.conversationId()),
                List.of(new Command.MarkDelivered(delivered.seq())));
    }
}
