package chat.parley.message.delivery;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.failure.Deadline;
import chat.parley.common.stream.Pipeline;
import chat.parley.common.stream.Streams;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The gateway nodes: which of them hold sockets of whom, as they themselves have it in Redis, and their streams. */
@ApplicationScoped
class Nodes {

    private final Pipeline redis;
    private final Streams streams;
    private final DeliveryConfig config;
    private final Clock clock;

    Nodes(Pipeline redis, Streams streams, DeliveryConfig config, Clock clock) {
        this.redis = redis;
        this.streams = streams;
        this.config = config;
        this.clock = clock;
    }

    /** The nodes of all these users and rooms, in one go. */
    Uni<Whereabouts> of(Set<UUID> users, Set<UUID> rooms) {
        if (users.isEmpty() && rooms.isEmpty()) {
            return Uni.createFrom().item(new Whereabouts(Map.of()));
        }
        var keys = new LinkedHashMap<UUID, String>();
        users.forEach(user -> keys.put(user, ChatKeys.online(user)));
        rooms.forEach(room -> keys.put(room, ChatKeys.interest(room)));
        var now = clock.millis();
        var asked =
                redis.send(keys.values().stream().map(key -> alive(key, now)).toList());
        return Deadline.of(config.timeout(), asked).map(answers -> whereabouts(List.copyOf(keys.keySet()), answers));
    }

    /** Appends to the streams of those that are still there. */
    Uni<Void> tell(Mail mail) {
        return mail.isEmpty()
                ? Uni.createFrom().voidItem()
                : Deadline.of(config.timeout(), streams.appendAll(mail.entries(config)))
                        .replaceWithVoid();
    }

    private static Request alive(String key, long now) {
        return Request.cmd(Command.ZRANGEBYSCORE).arg(key).arg(now).arg("+inf");
    }

    private static Whereabouts whereabouts(List<UUID> asked, List<Response> answers) {
        var nodes = new HashMap<UUID, List<String>>();
        for (int i = 0; i < asked.size(); i++) {
            nodes.put(asked.get(i), names(answers.get(i)));
        }
        return new Whereabouts(nodes);
    }

    private static List<String> names(Response answer) {
        var names = new ArrayList<String>();
        if (answer != null) {
            answer.forEach(name -> names.add(name.toString()));
        }
        return names;
    }
}
