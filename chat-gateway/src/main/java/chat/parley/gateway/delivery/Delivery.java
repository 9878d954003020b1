package chat.parley.gateway.delivery;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Sender;
import chat.parley.common.chat.Target;
import chat.parley.gateway.Node;
import chat.parley.gateway.Timers;
import chat.parley.gateway.command.Answer;
import chat.parley.gateway.command.InFlight;
import chat.parley.gateway.session.OnlineUser;
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

/** Brings what others tell this node to the sockets it is for. */
@ApplicationScoped
public class Delivery {

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final Sessions sessions;
    private final InFlight inFlight;
    private final Receipts receipts;
    private final String node;

    public Delivery(Sessions sessions, InFlight inFlight, Receipts receipts, Node node) {
        this.sessions = sessions;
        this.inFlight = inFlight;
        this.receipts = receipts;
        this.node = node.name();
    }

    void start(@Observes StartupEvent started, Timers timers) {
        timers.every(LOOK_EVERY, this::lookAfterGaps);
    }

    void take(NodeEvent event) {
        switch (event) {
            case NodeEvent.BatchAnswered answer -> inFlight.answered(answer.batch(), answer.outcomes());
            case NodeEvent.MessagePosted posted -> post(posted);
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

    private void post(NodeEvent.MessagePosted posted) {
        var onItsWay = Posted.of(posted.message(), posted.previousAt());
        for (var user : posted.users()) {
            sessions.find(user)
                    .ifPresent(
                            online -> online.feeds().accept(onItsWay, System.nanoTime(), ready -> show(user, ready)));
        }
    }

    private void show(UUID user, Posted posted) {
        sessions.find(user).ifPresent(online -> {
            for (var session : online.sessions()) {
                show(session, posted);
            }
        });
    }

    private void show(Session session, Posted posted) {
        var message = posted.message();
        var isOwn = message.senderId().equals(session.userId());
        for (var frame : posted.telling().in(session.dialect())) {
            session.send(
                    frame,
                    isOwn ? null : () -> receipts.delivered(session.sender(), message.conversationId(), message.seq()));
        }
    }

    private void lookAfterGaps() {
        var now = System.nanoTime();
        for (var online : sessions.users()) {
            var first = online.sessions().getFirst();
            online.feeds()
                    .look(
                            now,
                            ready -> show(first.userId(), ready),
                            (conversation, gap) -> ask(first.sender(), online, conversation, gap));
        }
    }

    private void ask(Sender sender, OnlineUser online, UUID conversation, Feed.Gap gap) {
        var replay = new Command.Replay(gap.after(), gap.to());
        var batch = new CommandBatch(
                UUID.randomUUID(), node, sender, new Target.OfConversation(conversation), List.of(replay));
        inFlight.submit(batch, new Answer() {
            @Override
            public void come(List<Outcome> outcomes) {
                online.feeds().replayed(conversation, System.nanoTime());
            }

            @Override
            public void missing() {
                online.feeds().replayed(conversation, System.nanoTime());
            }
        });
    }
}
