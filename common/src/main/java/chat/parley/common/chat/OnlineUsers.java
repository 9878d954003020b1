package chat.parley.common.chat;

import chat.parley.common.stream.Pipeline;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Who has a socket open at this moment, and on which gateway nodes, by the leases that these renew. */
@ApplicationScoped
public class OnlineUsers {

    private static final Duration TIME_OUT = Duration.ofSeconds(4);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final int PIPELINE = 1000;

    private final Pipeline redis;

    public OnlineUsers(Pipeline redis) {
        this.redis = redis;
    }

    /** Those of them who are online. */
    public Uni<Set<UUID>> among(Collection<UUID> users) {
        return nodes(users).map(Map::keySet);
    }

    /** Like {@link #among}, but nobody while Redis does not answer: for what is only shown. */
    public Uni<Set<UUID>> shownAmong(Collection<UUID> users) {
        return among(users).ifNoItem().after(SHORT).fail().onFailure().recoverWithItem(Set.of());
    }

    /** The nodes of those of them who are online; a round trip for each thousand. */
    public Uni<Map<UUID, List<String>>> nodes(Collection<UUID> users) {
        var asked = users.stream().distinct().toList();
        return nodes(asked, 0, new LinkedHashMap<>());
    }

    private Uni<Map<UUID, List<String>>> nodes(List<UUID> asked, int from, Map<UUID, List<String>> found) {
        if (from >= asked.size()) {
            return Uni.createFrom().item(found);
        }
        var part = asked.subList(from, Math.min(asked.size(), from + PIPELINE));
        var now = Instant.now().toEpochMilli();
        return redis.send(part.stream().map(user -> leases(user, now)).toList())
                .ifNoItem()
                .after(TIME_OUT)
                .fail()
                .invoke(answers -> collect(part, answers, found))
                .chain(() -> nodes(asked, from + PIPELINE, found));
    }

    private static Request leases(UUID user, long now) {
        return Request.cmd(Command.ZRANGEBYSCORE)
                .arg(ChatKeys.online(user))
                .arg("(" + now)
                .arg("+inf");
    }

    private static void collect(List<UUID> asked, List<Response> answers, Map<UUID, List<String>> found) {
        for (int i = 0; i < asked.size(); i++) {
            var nodes = new ArrayList<String>();
            answers.get(i).forEach(node -> nodes.add(node.toString()));
            if (!nodes.isEmpty()) {
                found.put(asked.get(i), nodes);
            }
        }
    }
}
