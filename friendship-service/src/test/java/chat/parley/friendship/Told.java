package chat.parley.friendship;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.event.Event;
import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.event.FriendshipEvent.OfBlock;
import chat.parley.common.event.FriendshipEvent.OfFriendship;
import chat.parley.common.event.Json;
import chat.parley.common.stream.Streams;
import chat.parley.common.testing.Patience;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** What services tell one another, over the real streams: the others' part, and what came from us. */
@ApplicationScoped
public class Told {

    private final Streams streams;

    public Told(Streams streams) {
        this.streams = streams;
    }

    /** As another service's relay does it. */
    public void tell(String stream, Event event) {
        streams.append(stream, Map.of("id", UUID.randomUUID().toString(), "data", Json.write(event)))
                .await()
                .atMost(Patience.LIMIT);
    }

    /** As the gateway node does it that holds a socket of the user. */
    public void online(User user, String node) {
        streams.ask(Request.cmd(Command.ZADD)
                .arg(ChatKeys.online(user.id()))
                .arg(Instant.now().plus(Duration.ofMinutes(10)).toEpochMilli())
                .arg(node));
    }

    public void offline(User user, String node) {
        streams.ask(Request.cmd(Command.ZREM).arg(ChatKeys.online(user.id())).arg(node));
    }

    /** What we told of this friendship, oldest first. */
    public List<OfFriendship> of(UUID friendship) {
        return events().filter(OfFriendship.class::isInstance)
                .map(OfFriendship.class::cast)
                .filter(event -> event.friendship().id().equals(friendship))
                .toList();
    }

    /** What we told of the one blocking the other, oldest first. */
    public List<OfBlock> ofBlock(User blocker, User blocked) {
        return events().filter(OfBlock.class::isInstance)
                .map(OfBlock.class::cast)
                .filter(event ->
                        event.blocker().equals(blocker.id()) && event.blocked().equals(blocked.id()))
                .toList();
    }

    private Stream<FriendshipEvent> events() {
        return streams.read(FriendshipEvent.STREAM, "0", 10_000, Duration.ofMillis(1)).stream()
                .map(entry -> Json.read(entry.fields().get("data"), FriendshipEvent.class));
    }
}
