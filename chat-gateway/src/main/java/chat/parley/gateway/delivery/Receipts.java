package chat.parley.gateway.delivery;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.chat.Command;
import chat.parley.common.chat.Command.ReportDelivered.Delivered;
import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.Target;
import chat.parley.gateway.Node;
import chat.parley.gateway.Timers;
import chat.parley.gateway.command.Answer;
import chat.parley.gateway.command.InFlight;
import chat.parley.gateway.session.Session;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Reports what was written to sockets as delivered to their users: the highest seq of each in each conversation, every 100 ms. */
@ApplicationScoped
class Receipts {

    private static final Duration REPORT_EVERY = Duration.ofMillis(100);

    /** Marks that go together. */
    private static final int TOGETHER = 256;

    private final InFlight inFlight;
    private final Passages passages;
    private final String node;
    private final Counter written;
    private final Map<Key, Long> delivered = new ConcurrentHashMap<>();

    Receipts(InFlight inFlight, Passages passages, Node node, MeterRegistry meters) {
        this.inFlight = inFlight;
        this.passages = passages;
        this.node = node.name();
        this.written = Counter.builder("parley.messages.delivered")
                .description("Written to a socket of somebody else than the sender")
                .register(meters);
    }

    void start(@Observes StartupEvent started, Timers timers) {
        timers.every(REPORT_EVERY, this::report);
    }

    /** It has left for somebody else than its sender. */
    void delivered(Session session, ChatMessage message) {
        written.increment();
        passages.written(message.id(), session);
        delivered.merge(new Key(session.userId(), message.conversationId()), message.seq(), Math::max);
    }

    private void report() {
        var marks = new ArrayList<Delivered>();
        for (var key : delivered.keySet()) {
            var seq = delivered.remove(key);
            if (seq != null) {
                marks.add(new Delivered(key.user(), key.conversation(), seq));
            }
        }
        for (var from = 0; from < marks.size(); from += TOGETHER) {
            report(marks.subList(from, Math.min(marks.size(), from + TOGETHER)));
        }
    }

    private void report(List<Delivered> marks) {
        inFlight.submit(
                new CommandBatch(
                        UUID.randomUUID(),
                        node,
                        null,
                        new Target.OfNode(node),
                        List.of(new Command.ReportDelivered(marks))),
                Answer.IGNORED);
    }

    private record Key(UUID user, UUID conversation) {}
}
