package chat.parley.message.delivery;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.event.Json;
import chat.parley.common.stream.Streams;
import chat.parley.message.message.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The events for each node, in the order in which it is to see them. */
final class Mail {

    private final Map<String, List<NodeEvent>> byNode = new LinkedHashMap<>();

    void add(String node, NodeEvent event) {
        byNode.computeIfAbsent(node, _ -> new ArrayList<>()).add(event);
    }

    /** One event for each node that holds a socket of one of them; it names those that are there. */
    void add(List<UUID> users, Whereabouts where, Function<List<UUID>, NodeEvent> event) {
        var usersOf = new LinkedHashMap<String, List<UUID>>();
        for (var user : users) {
            where.of(user)
                    .forEach(node -> usersOf.computeIfAbsent(node, _ -> new ArrayList<>())
                            .add(user));
        }
        usersOf.forEach((node, there) -> add(node, event.apply(there)));
    }

    /** To the node of the socket that asked; an HTTP caller has another way of learning. */
    void add(Answer answer) {
        if (answer.batch().node() != null) {
            add(
                    answer.batch().node(),
                    new NodeEvent.BatchAnswered(answer.batch().id(), answer.outcomes()));
        }
    }

    boolean isEmpty() {
        return byNode.isEmpty();
    }

    List<Streams.Append> entries(DeliveryConfig config) {
        var entries = new ArrayList<Streams.Append>();
        byNode.forEach((node, events) -> {
            for (int from = 0; from < events.size(); from += config.eventsPerEntry()) {
                var part = events.subList(from, Math.min(events.size(), from + config.eventsPerEntry()));
                entries.add(entry(node, part, config.keep()));
            }
        });
        return entries;
    }

    private static Streams.Append entry(String node, List<NodeEvent> events, int keep) {
        var array = Json.write(events.toArray(NodeEvent[]::new));
        return new Streams.Append(ChatKeys.deliver(node), Map.of(ChatKeys.EVENTS, array), true, keep);
    }
}
