package chat.parley.deploy.fault.check;

import chat.parley.deploy.fault.history.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The database's messages, by the two names that a message has. */
final class StoredMessages {

    record Sent(UUID sender, UUID clientId) {}

    record Place(UUID conversation, long seq) {}

    private final Map<Sent, List<Message>> bySent = new HashMap<>();
    private final Map<Place, Message> byPlace = new HashMap<>();

    static StoredMessages of(Observations observed) {
        var all = new StoredMessages();
        observed.stored().values().stream().flatMap(Collection::stream).forEach(all::add);
        return all;
    }

    private void add(Message message) {
        bySent.computeIfAbsent(new Sent(message.sender(), message.clientId()), _ -> new ArrayList<>(1))
                .add(message);
        byPlace.put(new Place(message.conversation(), message.seq()), message);
    }

    Map<Sent, List<Message>> bySent() {
        return bySent;
    }

    List<Message> sent(UUID sender, UUID clientId) {
        return bySent.getOrDefault(new Sent(sender, clientId), List.of());
    }

    /** Null when there is none. */
    Message at(UUID conversation, long seq) {
        return byPlace.get(new Place(conversation, seq));
    }
}
