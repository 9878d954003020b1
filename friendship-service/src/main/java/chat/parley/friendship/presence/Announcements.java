package chat.parley.friendship.presence;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.NodeEvent.PresenceChanged;
import chat.parley.common.chat.OnlineUsers;
import chat.parley.common.event.Json;
import chat.parley.common.stream.Streams;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tells the nodes where somebody is online how others are shown to them: one event of each for all who are there. */
@ApplicationScoped
class Announcements {

    private final OnlineUsers onlineUsers;
    private final Streams streams;
    private final PresenceConfig config;

    Announcements(OnlineUsers onlineUsers, Streams streams, PresenceConfig config) {
        this.onlineUsers = onlineUsers;
        this.streams = streams;
        this.config = config;
    }

    /** What this user is told of somebody. */
    record Announcement(UUID to, Shown shown) {}

    Uni<Void> tell(List<Announcement> announcements) {
        return announcements.isEmpty()
                ? Uni.createFrom().voidItem()
                : onlineUsers
                        .nodes(announcements.stream().map(Announcement::to).toList())
                        .chain(nodes -> send(byNode(announcements, nodes)));
    }

    private static Map<String, Map<Shown, List<UUID>>> byNode(
            List<Announcement> announcements, Map<UUID, List<String>> nodes) {
        var byNode = new LinkedHashMap<String, Map<Shown, List<UUID>>>();
        for (var announcement : announcements) {
            for (var node : nodes.getOrDefault(announcement.to(), List.of())) {
                byNode.computeIfAbsent(node, _ -> new LinkedHashMap<>())
                        .computeIfAbsent(announcement.shown(), _ -> new ArrayList<>())
                        .add(announcement.to());
            }
        }
        return byNode;
    }

    private Uni<Void> send(Map<String, Map<Shown, List<UUID>>> byNode) {
        var entries = new ArrayList<Streams.Append>();
        byNode.forEach((node, shown) -> entries.addAll(entries(node, shown)));
        return entries.isEmpty()
                ? Uni.createFrom().voidItem()
                : streams.appendAll(entries).replaceWithVoid();
    }

    /** Nothing for a node that is gone. */
    private List<Streams.Append> entries(String node, Map<Shown, List<UUID>> shown) {
        var events = new ArrayList<NodeEvent>();
        shown.forEach((one, users) ->
                events.add(new PresenceChanged(users, one.userId(), one.number(), one.status(), one.lastSeen())));
        var entries = new ArrayList<Streams.Append>();
        for (int from = 0; from < events.size(); from += config.eventsPerEntry()) {
            var part = events.subList(from, Math.min(events.size(), from + config.eventsPerEntry()));
            var array = Json.write(part.toArray(NodeEvent[]::new));
            entries.add(
                    new Streams.Append(ChatKeys.deliver(node), Map.of(ChatKeys.EVENTS, array), true, config.keep()));
        }
        return entries;
    }
}
