package chat.parley.message.command;

import chat.parley.common.chat.CommandBatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What was read from a stream, cut into transactions. Under overload the batches of busy sockets grow and unanswered ones come
 * again; all that was read in one transaction would then take longer than is waited for, be tried again as it is, and never
 * be done.
 */
final class Portions {

    private Portions() {}

    /**
     * Each batch once, in the order in which they came.
     *
     * @param most commands in one portion, though a batch is never cut
     */
    static List<List<CommandBatch>> of(List<CommandBatch> batches, int most) {
        var portions = new ArrayList<List<CommandBatch>>();
        var seen = new HashSet<>();
        var room = 0;
        for (var batch : batches) {
            if (!seen.add(batch.id())) {
                continue;
            }
            var commands = batch.commands().size();
            if (portions.isEmpty() || commands > room) {
                portions.add(new ArrayList<>());
                room = most;
            }
            portions.getLast().add(batch);
            room -= commands;
        }
        return portions;
    }
}
