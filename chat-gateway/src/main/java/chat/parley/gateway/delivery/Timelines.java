package chat.parley.gateway.delivery;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.chat.Command;
import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Target;
import chat.parley.gateway.Node;
import chat.parley.gateway.RedisRecovered;
import chat.parley.gateway.Timers;
import chat.parley.gateway.command.Answer;
import chat.parley.gateway.command.InFlight;
import chat.parley.gateway.session.FrameSpans;
import chat.parley.gateway.session.Session;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What all {@link Timeline}s of the node share: asks message-service for their pages, so many at a time, and watches the time. */
@ApplicationScoped
public class Timelines {

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final InFlight inFlight;
    private final Receipts receipts;
    private final FrameSpans spans;
    private final String node;
    private final TimelineConfig config;
    private final Clock clock = Clock.systemUTC();

    private final Set<Timeline> all = ConcurrentHashMap.newKeySet();
    private final Set<Timeline> unsettled = ConcurrentHashMap.newKeySet();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();

    Timelines(InFlight inFlight, Receipts receipts, FrameSpans spans, Node node, TimelineConfig config) {
        this.inFlight = inFlight;
        this.receipts = receipts;
        this.spans = spans;
        this.node = node.name();
        this.config = config;
    }

    void start(@Observes StartupEvent started, Timers timers) {
        timers.every(LOOK_EVERY, this::look);
    }

    /** What was to be told to this node may be lost; all that was written is in the database. */
    void recover(@Observes RedisRecovered recovered) {
        all.forEach(Timeline::recover);
    }

    /** Of a socket that is about to be among those that are told of messages. */
    public Timeline of(Session session) {
        var timeline = new Timeline(session, this, config);
        all.add(timeline);
        return timeline;
    }

    public void remove(Timeline timeline) {
        all.remove(timeline);
        unsettled.remove(timeline);
    }

    void unsettled(Timeline timeline) {
        unsettled.add(timeline);
    }

    void settled(Timeline timeline) {
        unsettled.remove(timeline);
    }

    Instant now() {
        return clock.instant();
    }

    /** Asks for a page on behalf of the session's user, when it is its turn; the answer comes under this id. */
    void ask(UUID id, Session session, Command.Resume resume, Timeline asker) {
        waiting.add(() -> submit(id, session, resume, asker));
        next();
    }

    void forget(UUID id) {
        if (inFlight.forget(id)) {
            release();
        }
    }

    void delivered(Session session, ChatMessage message) {
        if (message.recipientId() != null && !message.senderId().equals(session.userId())) {
            receipts.delivered(session, message);
        }
    }

    /** What is to be done when a message has left for the client: the given, and the end of its trace. */
    Runnable written(Session session, Posted posted, Runnable then) {
        return spans.written(session.dialect(), posted.traceparent(), then);
    }

    private void look() {
        var now = System.nanoTime();
        unsettled.forEach(timeline -> timeline.look(now));
    }

    /** Whoever finds nothing to do looks again after giving its turn back: another may have come meanwhile, and seen no turn. */
    private void next() {
        while (!waiting.isEmpty() && underWay.get() < config.pagesAtOnce()) {
            var question = underWay.incrementAndGet() > config.pagesAtOnce() ? null : waiting.poll();
            if (question == null) {
                underWay.decrementAndGet();
            } else {
                question.run();
            }
        }
    }

    private void release() {
        underWay.decrementAndGet();
        next();
    }

    private void submit(UUID id, Session session, Command.Resume resume, Timeline asker) {
        if (!asker.isWaitingFor(id)) {
            release();
            return;
        }
        var all = new Target.OfAll(session.userId());
        inFlight.submit(new CommandBatch(id, node, session.sender(), all, List.of(resume)), new Answer() {
            @Override
            public void come(List<Outcome> outcomes) {
                release();
                asker.answered(id, outcomes.getFirst());
            }

            @Override
            public void missing() {
                release();
                asker.unanswered(id);
            }
        });
    }
}
