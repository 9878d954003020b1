package chat.parley.gateway.delivery;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.chat.Command;
import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.Sender;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Reports what was written to a socket as delivered to its user: the highest seq of each conversation, every 100 ms. */
@ApplicationScoped
class Receipts {

    private static final Duration REPORT_EVERY = Duration.ofMillis(100);

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
        delivered.merge(new Key(session.sender(), message.conversationId()), message.seq(), Math::max);
    }

    private void report() {
        for (var key : delivered.keySet()) {
            var seq = delivered.remove(key);
            if (seq != null) {
                report(key, seq);
            }
        }
    }

    private void report(Key key, long seq) {
        inFlight.submit(
                new CommandBatch(
                        UUID.randomUUID(),
                        node,
                        key.user(),
                        new Target.OfConversation(key.conversation()),
                        List.of(new Command.MarkDelivered(seq))),
                Answer.IGNORED);
    }

    private record Key(Sender user, UUID conversation) {}
}
