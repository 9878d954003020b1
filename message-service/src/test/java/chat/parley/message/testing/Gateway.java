package chat.parley.message.testing;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.chat.Command;
import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Target;
import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.event.Json;
import chat.parley.common.event.MessageEvent;
import chat.parley.common.event.UserEvent;
import chat.parley.common.stream.Streams;
import chat.parley.common.testing.Patience;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;

/** What a gateway does with Redis, by hand. */
@ApplicationScoped
public class Gateway {

    public static final Duration PATIENCE = Patience.LIMIT;
    private static final int SHARDS = 4;

    private final Streams streams;
    private final Redis redis;
    private final Pool pool;
    private final Set<UUID> signedUp = ConcurrentHashMap.newKeySet();

    public Gateway(Streams streams, Redis redis, Pool pool) {
        this.streams = streams;
        this.redis = redis;
        this.pool = pool;
    }

    /** A node that holds a socket of each of them. */
    public String nodeWith(User... users) {
        var node = UUID.randomUUID().toString();
        ask(Request.cmd(io.vertx.mutiny.redis.client.Command.XGROUP)
                .arg("CREATE")
                .arg(ChatKeys.deliver(node))
                .arg("test")
                .arg("0")
                .arg("MKSTREAM"));
        Arrays.stream(users).forEach(user -> lease(ChatKeys.online(user.id()), node));
        return node;
    }

    /** The node holds a socket in the room, or of the user, for longer than any test takes. */
    public void lease(String key, String node) {
        ask(Request.cmd(io.vertx.mutiny.redis.client.Command.ZADD)
                .arg(key)
                .arg(Instant.now().plus(Duration.ofMinutes(10)).toEpochMilli())
                .arg(node));
    }

    public static CommandBatch batch(String node, User user, Target target, Command... commands) {
        return new CommandBatch(UUID.randomUUID(), node, user.sender(), target, List.of(commands));
    }

    /** Appends the batch, and nothing else. A user whom it is for has signed up before. */
    public void append(CommandBatch batch) {
        if (batch.target() instanceof Target.OfUser(UUID user)) {
            signedUp(user);
        }
        append(Math.floorMod(batch.target().hashCode(), SHARDS), Json.write(batch));
    }

    public void append(int shard, String json) {
        streams.append(ChatKeys.commands(shard), Map.of(CommandBatch.FIELD, json))
                .await()
                .atMost(PATIENCE);
    }

    /** Appends it and waits for the outcomes. */
    public List<Outcome> ask(String node, User user, Target target, Command... commands) {
        var batch = batch(node, user, target, commands);
        append(batch);
        return outcomes(batch);
    }

    public List<Outcome> outcomes(CommandBatch batch) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> answers(batch), answers -> !answers.isEmpty())
                .getFirst()
                .outcomes();
    }

    public List<NodeEvent.BatchAnswered> answers(CommandBatch batch) {
        return told(batch.node(), NodeEvent.BatchAnswered.class).stream()
                .filter(answer -> answer.batch().equals(batch.id()))
                .toList();
    }

    /** Everything of this kind that the node was told so far. */
    public <E extends NodeEvent> List<E> told(String node, Class<E> type) {
        return told(node).stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Waits until the node was told so many of this kind. */
    public <E extends NodeEvent> List<E> told(String node, Class<E> type, int count) {
        return Awaitility.await().atMost(PATIENCE).until(() -> told(node, type), events -> events.size() >= count);
    }

    /** Everything that the node was told so far, in order. */
    public List<NodeEvent> told(String node) {
        var events = new ArrayList<NodeEvent>();
        for (var entry : ask(Request.cmd(io.vertx.mutiny.redis.client.Command.XRANGE)
                .arg(ChatKeys.deliver(node))
                .arg("-")
                .arg("+"))) {
            events.addAll(List.of(Json.read(entry.get(1).get(1).toString(), NodeEvent[].class)));
        }
        return events;
    }

    /** Everything of this kind that message-service has said to other services so far. */
    public <E extends MessageEvent> List<E> published(Class<E> type) {
        return streams.read(MessageEvent.STREAM, "0-0", 10_000, Duration.ofMillis(10)).stream()
                .map(entry -> Json.read(entry.fields().get("data"), MessageEvent.class))
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** We have heard of the user, and of nothing more than that. */
    public void signedUp(UUID user) {
        if (!signedUp.add(user)) {
            return;
        }
        pool.preparedQuery("""
                        INSERT INTO profile (user_id, username, first_name, last_name, version)
                        VALUES ($1, $2, '', '', 0) ON CONFLICT DO NOTHING""").execute(Tuple.of(user, user.toString())).await().atMost(PATIENCE);
    }

    /** What user-service says when somebody has signed up, or changed something. */
    public void tell(UserEvent event) {
        streams.append(UserEvent.STREAM, Map.of("id", UUID.randomUUID().toString(), "data", Json.write(event)))
                .await()
                .atMost(PATIENCE);
    }

    /** What friendship-service says when two have become friends. */
    public void tell(FriendshipEvent event) {
        streams.append(FriendshipEvent.STREAM, Map.of("id", UUID.randomUUID().toString(), "data", Json.write(event)))
                .await()
                .atMost(PATIENCE);
    }

    public io.vertx.mutiny.redis.client.Response ask(Request request) {
        return redis.send(request).await().atMost(PATIENCE);
    }
}
