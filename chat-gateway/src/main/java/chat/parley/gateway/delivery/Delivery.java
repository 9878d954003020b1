package chat.parley.gateway.delivery;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.chat.Command;
import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Sender;
import chat.parley.common.chat.Target;
import chat.parley.common.tracing.Spans;
import chat.parley.common.tracing.Step;
import chat.parley.common.tracing.TraceParent;
import chat.parley.common.tracing.Tracing;
import chat.parley.gateway.Node;
import chat.parley.gateway.Timers;
import chat.parley.gateway.command.Answer;
import chat.parley.gateway.command.InFlight;
import chat.parley.gateway.session.Audience;
import chat.parley.gateway.session.FrameSpans;
import chat.parley.gateway.session.Session;
import chat.parley.gateway.session.Sessions;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Brings what others tell this node to the sockets it is for. */
@ApplicationScoped
public class Delivery {

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private static final Step PROCESS = Step.process(Step.REDIS, "deliver.{node}");

    private final Sessions sessions;
    private final InFlight inFlight;
    private final Receipts receipts;
    private final Passages passages;
    private final Tracing tracing;
    private final FrameSpans spans;
    private final String node;

    /** An announcement may come twice, too, and has no place in a conversation by which to tell. */
    private final RecentIds announced = new RecentIds(10_000);

    public Delivery(
            Sessions sessions,
            InFlight inFlight,
            Receipts receipts,
            Passages passages,
            Tracing tracing,
            FrameSpans spans,
            Node node) {
        this.sessions = sessions;
        this.inFlight = inFlight;
        this.receipts = receipts;
        this.passages = passages;
        this.tracing = tracing;
        this.spans = spans;
        this.node = node.name();
    }

    void start(@Observes StartupEvent started, Timers timers) {
        timers.every(LOOK_EVERY, this::lookAfterGaps);
    }

    void take(NodeEvent event) {
        switch (event) {
            case NodeEvent.BatchAnswered answer -> inFlight.answered(answer.batch(), answer.outcomes());
            case NodeEvent.MessagePosted posted -> post(posted);
            case NodeEvent.FileAnnounced announced -> announce(announced);
            case NodeEvent.ReceiptAdvanced receipt ->
                tell(
                        receipt.users(),
                        new Event.ReceiptAdvanced(
                                receipt.conversationId(),
                                receipt.userId(),
                                receipt.deliveredSeq(),
                                receipt.readSeq(),
                                receipt.messages(),
                                receipt.at()));
            case NodeEvent.TypingChanged typing ->
                tell(typing.users(), new Event.TypingChanged(typing.conversationId(), typing.userId(), typing.on()));
            case NodeEvent.PresenceChanged presence ->
                tell(
                        presence.users(),
                        new Event.PresenceChanged(
                                presence.userId(), presence.number(), presence.status(), presence.lastSeen()));
            case NodeEvent.PassagesAsked asked -> passages.answer(asked);
        }
    }

    /** Tells every socket of these users that is here. */
    void tell(Collection<UUID> users, Event event) {
        var telling = new Telling(event);
        for (var user : users) {
            sessions.find(user).ifPresent(online -> {
                for (var session : online.sessions()) {
                    telling.in(session.dialect()).forEach(frame -> session.send(frame, null));
                }
            });
        }
    }

    /** The user is here and certainly has this message in the conversation. */
    void expect(UUID user, UUID conversation, long seq, Instant at) {
        sessions.find(user).ifPresent(online -> online.feeds().expect(conversation, seq, at, System.nanoTime()));
    }

    /** There is certainly this message in the room. */
    void expectInRoom(UUID conversation, long seq, Instant at) {
        sessions.findRoom(conversation)
                .ifPresent(room -> room.feeds().expect(conversation, seq, at, System.nanoTime()));
    }

    /** The file that came with this message to the user has certainly been announced; it may have been shown. */
    void expectAnnouncement(UUID user, UUID conversation, long seq) {
        sessions.find(user)
                .map(online -> online.sessions().getFirst().sender())
                .ifPresent(sender -> ask(sender, conversation, new Command.ReplayAnnouncement(seq), () -> {}));
    }

    private void post(NodeEvent.MessagePosted posted) {
        if (posted.traceparent() == null) {
            post(posted, null);
        } else {
            var span = tracing.follow(posted.traceparent(), PROCESS);
            span.setAttribute("messaging.message.id", posted.message().id().toString());
            Spans.run(span, () -> post(posted, TraceParent.of(span)));
        }
    }

    private void post(NodeEvent.MessagePosted posted, String traceparent) {
        var onItsWay = Posted.of(posted.message(), posted.previousAt(), traceparent);
        if (posted.users().isEmpty()) {
            sessions.findRoom(posted.message().conversationId())
                    .ifPresent(room -> room.feeds().accept(onItsWay, System.nanoTime(), this::showInRoom));
        }
        for (var user : posted.users()) {
            sessions.find(user)
                    .ifPresent(
                            online -> online.feeds().accept(onItsWay, System.nanoTime(), ready -> show(user, ready)));
        }
    }

    /** Nobody keeps account of who has received what in a room. */
    private void showInRoom(Posted posted) {
        sessions.findRoom(posted.message().conversationId()).ifPresent(room -> {
            for (var session : room.sessions()) {
                if (session.timeline() != null) {
                    session.timeline().offer(posted);
                    continue;
                }
                posted.telling()
                        .in(session.dialect())
                        .forEach(frame ->
                                session.send(frame, spans.written(session.dialect(), posted.traceparent(), null)));
            }
        });
    }

    private void show(UUID user, Posted posted) {
        sessions.find(user).ifPresent(online -> {
            for (var session : online.sessions()) {
                if (session.timeline() != null) {
                    session.timeline().offer(posted);
                } else {
                    show(session, posted.message(), posted.telling(), posted.traceparent());
                }
            }
        });
    }

    private void announce(NodeEvent.FileAnnounced file) {
        if (announced.add(file.message().id())) {
            var telling = new Telling(new Event.FileAnnounced(file.message()));
            file.users().forEach(user -> show(user, file.message(), telling));
        }
    }

    private void show(UUID user, ChatMessage message, Telling telling) {
        sessions.find(user).ifPresent(online -> {
            for (var session : online.sessions()) {
                show(session, message, telling, null);
            }
        });
    }

    private void show(Session session, ChatMessage message, Telling telling, String traceparent) {
        var isOwn = message.senderId().equals(session.userId());
        if (isOwn && !session.dialect().showsOwnMessages()) {
            return;
        }
        for (var frame : telling.in(session.dialect())) {
            Runnable written = isOwn ? null : () -> receipts.delivered(session, message);
            session.send(frame, spans.written(session.dialect(), traceparent, written));
        }
    }

    private void lookAfterGaps() {
        var now = System.nanoTime();
        for (var online : sessions.users()) {
            var user = online.sessions().getFirst().userId();
            lookAfterGaps(online, ready -> show(user, ready), now);
        }
        for (var room : sessions.rooms()) {
            lookAfterGaps(room, this::showInRoom, now);
        }
    }

    private void lookAfterGaps(Audience audience, Consumer<Posted> show, long now) {
        var asker = audience.sessions().getFirst().sender();
        audience.feeds().look(now, show, (conversation, gap) -> ask(asker, audience.feeds(), conversation, gap));
    }

    private void ask(Sender sender, Feeds feeds, UUID conversation, Feed.Gap gap) {
        ask(
                sender,
                conversation,
                new Command.Replay(gap.after(), gap.to()),
                () -> feeds.replayed(conversation, System.nanoTime()));
    }

    /** @param over run when it was carried out, or will not be */
    private void ask(Sender sender, UUID conversation, Command replay, Runnable over) {
        var batch = new CommandBatch(
                UUID.randomUUID(), node, sender, new Target.OfConversation(conversation), List.of(replay));
        inFlight.submit(batch, new Answer() {
            @Override
            public void come(List<Outcome> outcomes) {
                over.run();
            }

            @Override
            public void missing() {
                over.run();
            }
        });
    }
}
