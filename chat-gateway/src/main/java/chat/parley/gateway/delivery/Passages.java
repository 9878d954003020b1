package chat.parley.gateway.delivery;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.Passage;
import chat.parley.common.event.Json;
import chat.parley.common.identity.Dialect;
import chat.parley.common.stream.Pipeline;
import chat.parley.gateway.Node;
import chat.parley.gateway.session.Session;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Remembers at which sockets of this node the last messages were acknowledged or written, for who looks for one. A message costs
 * one small object and one store, for each socket; the oldest is forgotten for the newest.
 */
@ApplicationScoped
public class Passages {

    private static final Logger LOG = Logger.getLogger(Passages.class);

    /** A power of two; about 600 KB in all. */
    private static final int REMEMBERED = 8192;

    /** Whoever asks waits much less. */
    private static final int ANSWER_SECONDS = 10;

    private final Pipeline redis;
    private final String node;
    private final AtomicReferenceArray<Noted> ring = new AtomicReferenceArray<>(REMEMBERED);
    private final AtomicLong next = new AtomicLong();

    Passages(Pipeline redis, Node node) {
        this.redis = redis;
        this.node = node.name();
    }

    /** Its sender was told that it is committed. */
    public void acknowledged(UUID message, Session session) {
        note(message, session, true);
    }

    /** It has left for somebody else than its sender. */
    void written(UUID message, Session session) {
        note(message, session, false);
    }

    private void note(UUID message, Session session, boolean acknowledged) {
        ring.set(
                (int) (next.getAndIncrement() & (REMEMBERED - 1)),
                new Noted(
                        message,
                        session.userId(),
                        session.id(),
                        session.dialect().api(),
                        acknowledged,
                        System.currentTimeMillis()));
    }

    void answer(NodeEvent.PassagesAsked asked) {
        var key = ChatKeys.passages(asked.question());
        var answer = Json.write(new Passage.OfNode(node, of(asked.messageId())));
        redis.send(List.of(
                        Request.cmd(Command.XADD)
                                .arg(key)
                                .arg("*")
                                .arg(Passage.OfNode.FIELD)
                                .arg(answer),
                        Request.cmd(Command.EXPIRE).arg(key).arg(ANSWER_SECONDS)))
                .subscribe()
                .with(_ -> {}, failure -> LOG.debugf("a question stays without an answer: %s", failure));
    }

    List<Passage> of(UUID message) {
        return IntStream.range(0, REMEMBERED)
                .mapToObj(ring::get)
                .filter(Objects::nonNull)
                .filter(noted -> noted.message.equals(message))
                .map(Noted::passage)
                .toList();
    }

    private record Noted(UUID message, UUID userId, UUID session, Dialect dialect, boolean acknowledged, long millis) {

        Passage passage() {
            return new Passage(userId, session, dialect.claim(), acknowledged, Instant.ofEpochMilli(millis));
        }
    }
}
