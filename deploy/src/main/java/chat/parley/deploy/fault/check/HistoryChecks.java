package chat.parley.deploy.fault.check;

import chat.parley.deploy.fault.check.Observations.Reader;
import chat.parley.deploy.fault.history.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What each member is told over HTTP, against the database. */
final class HistoryChecks {

    private HistoryChecks() {}

    static void look(Observations observed, Findings findings) {
        observed.members()
                .forEach((conversation, members) -> members.forEach(member -> {
                    var reader = new Reader(member, conversation);
                    var stored = observed.stored().getOrDefault(conversation, List.of());
                    compare(reader, observed.histories().getOrDefault(reader, List.of()), stored, findings);
                }));
    }

    private static void compare(Reader reader, List<Message> told, List<Message> stored, Findings findings) {
        var missing = new HashSet<>(stored);
        var there = Set.copyOf(stored);
        var seen = new HashSet<Message>();
        Message before = null;
        for (var message : told) {
            if (!there.contains(message)) {
                findings.add(Check.HISTORY_IS_OF_THE_CONVERSATION, "%s is told of %s", reader, message);
                continue;
            }
            missing.remove(message);
            if (!seen.add(message)) {
                findings.add(Check.HISTORY_HAS_NO_COPIES, "%s is told twice of %s", reader, message);
            } else if (before != null && message.seq() < before.seq()) {
                findings.add(
                        Check.HISTORY_IS_IN_ORDER, "%s is told of %d after %d", reader, message.seq(), before.seq());
            }
            before = message;
        }
        missing.forEach(message -> findings.add(Check.HISTORY_IS_WHOLE, "%s is not told of %s", reader, message));
    }
}
