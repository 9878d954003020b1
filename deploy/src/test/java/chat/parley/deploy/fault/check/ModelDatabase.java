package chat.parley.deploy.fault.check;

import chat.parley.deploy.fault.history.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What survives a crash. */
final class ModelDatabase {

    /** @param stampedAt when its transaction began, which is not the order in which transactions end */
    record Row(Message message, long stampedAt) {}

    final Map<UUID, List<Row>> rows = new HashMap<>();
    final Map<UUID, Long> lastSeqs = new HashMap<>();
    final Set<UUID> locked = new HashSet<>();
    int outbox;
    int connections;

    /** Null when the sender has not sent it yet. */
    Message sent(UUID sender, UUID clientId) {
        return rows.values().stream()
                .flatMap(List::stream)
                .map(Row::message)
                .filter(message ->
                        message.sender().equals(sender) && message.clientId().equals(clientId))
                .findFirst()
                .orElse(null);
    }

    void insert(Message message, long stampedAt) {
        of(message.conversation()).add(new Row(message, stampedAt));
        lastSeqs.put(message.conversation(), message.seq());
        outbox++;
    }

    List<Row> of(UUID conversation) {
        return rows.computeIfAbsent(conversation, _ -> new ArrayList<>());
    }

    List<Message> messages(UUID conversation) {
        return of(conversation).stream().map(Row::message).toList();
    }
}
