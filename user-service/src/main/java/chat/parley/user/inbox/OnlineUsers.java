package chat.parley.user.inbox;

import chat.parley.common.chat.ChatKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Who has a socket open at this moment, by the leases that the gateway nodes renew. */
@ApplicationScoped
class OnlineUsers {

    private static final Duration TIME_OUT = Duration.ofSeconds(4);

    private final Redis redis;

    OnlineUsers(Redis redis) {
        this.redis = redis;
    }

    /** Those of them who are online; one round trip, however many. */
    Uni<Set<UUID>> among(List<UUID> users) {
        var now = Instant.now().toEpochMilli();
        return users.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : redis.batch(users.stream().map(user -> leases(user, now)).toList())
                        .ifNoItem()
                        .after(TIME_OUT)
                        .fail()
                        .map(counts -> online(users, counts));
    }

    private static Request leases(UUID user, long now) {
        return Request.cmd(Command.ZCOUNT)
                .arg(ChatKeys.online(user))
                .arg("(" + now)
                .arg("+inf");
    }

    private static Set<UUID> online(List<UUID> users, List<Response> counts) {
        var online = new HashSet<UUID>();
        for (int i = 0; i < users.size(); i++) {
            if (counts.get(i).toLong() > 0) {
                online.add(users.get(i));
            }
        }
        return online;
    }
}
