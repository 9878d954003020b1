package chat.parley.message.delivery;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.Passage;
import chat.parley.common.event.Json;
import chat.parley.common.stream.Streams;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** Asks gateway nodes what they remember of a message. For people who look for one, not for programs. */
@ApplicationScoped
public class PassageQuestions {

    private static final Logger LOG = Logger.getLogger(PassageQuestions.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Nodes nodes;
    private final Streams streams;
    private final Executor threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("passages-", 0).factory());

    PassageQuestions(Nodes nodes, Streams streams) {
        this.nodes = nodes;
        this.streams = streams;
    }

    /** What the nodes say on which these users have sockets now; of none, when Redis is away. */
    public Uni<Heard> about(UUID message, Set<UUID> users) {
        return nodes.of(users, Set.of())
                .map(where -> names(users, where))
                .chain(asked -> asked.isEmpty() ? Uni.createFrom().item(Heard.NOTHING) : ask(message, asked))
                .onFailure()
                .invoke(failure -> LOG.debugf("gateways cannot be asked: %s", failure))
                .onFailure()
                .recoverWithItem(Heard.NOTHING);
    }

    private static Set<String> names(Set<UUID> users, Whereabouts where) {
        var names = new LinkedHashSet<String>();
        users.forEach(user -> names.addAll(where.of(user)));
        return names;
    }

    private Uni<Heard> ask(UUID message, Set<String> asked) {
        var question = UUID.randomUUID();
        var mail = new Mail();
        asked.forEach(node -> mail.add(node, new NodeEvent.PassagesAsked(question, message)));
        return nodes.tell(mail)
                .emitOn(threads)
                .map(_ -> new Heard(asked.size(), listen(ChatKeys.passages(question), asked.size())));
    }

    /** Until all have answered, or the patience is over. */
    private List<Passage.OfNode> listen(String stream, int most) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var answers = answers(stream);
        while (answers.size() < most && System.nanoTime() < deadline) {
            pause();
            answers = answers(stream);
        }
        return answers;
    }

    private List<Passage.OfNode> answers(String stream) {
        var entries =
                streams.ask(Request.cmd(Command.XRANGE).arg(stream).arg("-").arg("+"));
        return StreamSupport.stream(entries.spliterator(), false)
                .map(entry -> Json.read(entry.get(1).get(1).toString(), Passage.OfNode.class))
                .toList();
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    /** What was asked of how many nodes, and said by those that answered in time. */
    public record Heard(int asked, List<Passage.OfNode> answers) {

        static final Heard NOTHING = new Heard(0, List.of());
    }
}
