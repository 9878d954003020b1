package chat.parley.deploy.fault.check;

import chat.parley.deploy.fault.history.ClientLog;
import chat.parley.deploy.fault.history.Entry;
import chat.parley.deploy.fault.history.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A device of the {@link ModelChat}, and what its gateway keeps for its socket. */
final class ModelDevice {

    /** A message under way to the database. */
    record Command(ModelDevice device, int socket, UUID conversation, UUID clientId, String body) {}

    final UUID user;
    final ClientLog log;
    final Set<UUID> conversations = new HashSet<>();

    /** The client's: sent and not settled, in order. */
    final Map<UUID, Command> unsettled = new LinkedHashMap<>();

    final List<Command> settled = new ArrayList<>();
    /** The client's cursor: a point in time, and what it was given of each conversation. */
    long cursor;

    final Map<UUID, Long> given = new HashMap<>();

    /** The gateway's, of the present socket. */
    final Map<UUID, Deque<Command>> waiting = new HashMap<>();

    final Map<UUID, Set<UUID>> underWay = new HashMap<>();
    boolean subscribed;
    boolean open;
    int socket;
    Message held;

    ModelDevice(String name, UUID user) {
        this.user = user;
        this.log = new ClientLog(name, user);
    }

    void dropped(long at) {
        open = false;
        subscribed = false;
        waiting.clear();
        underWay.clear();
        unsettled.keySet().forEach(clientId -> log.add(new Entry.Unanswered(at, socket, clientId)));
        log.add(new Entry.Closed(at, socket, 1006));
    }

    void invoke(long at, Command command) {
        log.add(new Entry.Invoked(at, socket, "node", command.conversation(), command.clientId(), command.body()));
        waiting.computeIfAbsent(command.conversation(), _ -> new ArrayDeque<>()).add(command);
    }

    void given(Message message) {
        given.merge(message.conversation(), message.seq(), Math::max);
    }
}
