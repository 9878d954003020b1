package chat.parley.gateway.session;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.Target;
import chat.parley.common.tracing.TraceParent;
import chat.parley.gateway.Node;
import chat.parley.gateway.command.ChatConfig;
import chat.parley.gateway.command.InFlight;
import chat.parley.gateway.command.Inbox;
import chat.parley.gateway.delivery.Event;
import chat.parley.gateway.delivery.Passages;
import chat.parley.gateway.delivery.Timeline;
import chat.parley.gateway.delivery.Timelines;
import chat.parley.gateway.dialect.ClientFrame;
import chat.parley.gateway.dialect.Dialect;
import chat.parley.gateway.presence.Greetings;
import chat.parley.gateway.presence.Leases;
import chat.parley.gateway.revocation.EndedSids;
import chat.parley.gateway.session.FrameReader.Message;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.impl.ContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What all sockets of the node share: opens them, takes what they read to where it belongs, and clears up after them. */
@ApplicationScoped
class SessionHost {

    /** Decoding more than this would keep an event loop from its other sockets. */
    private static final int DECODED_IN_PLACE = 64 * 1024;

    private final Node node;
    private final SocketConfig config;
    private final Inbox.Bounds bounds;
    private final long outboundBytes;
    private final InFlight inFlight;
    private final Media media;
    private final Sessions sessions;
    private final Leases leases;
    private final Greetings greetings;
    private final Addresses addresses;
    private final EndedSids ended;
    private final Timelines timelines;
    private final TokenWatch tokenWatch;
    private final SocketMetrics metrics;
    private final FrameSpans spans;
    private final Passages passages;
    private final Map<EventLoop, Mailbox> mailboxes = new ConcurrentHashMap<>();

    SessionHost(
            Node node,
            SocketConfig config,
            ChatConfig chat,
            InFlight inFlight,
            Media media,
            Sessions sessions,
            Leases leases,
            Greetings greetings,
            Addresses addresses,
            EndedSids ended,
            Timelines timelines,
            TokenWatch tokenWatch,
            SocketMetrics metrics,
            FrameSpans spans,
            Passages passages) {
        this.node = node;
        this.config = config;
        this.bounds =
                new Inbox.Bounds(config.inboundFrames(), config.inboundBytes().asLongValue(), chat.batch());
        this.outboundBytes = config.outboundBytes().asLongValue();
        this.inFlight = inFlight;
        this.media = media;
        this.sessions = sessions;
        this.leases = leases;
        this.greetings = greetings;
        this.addresses = addresses;
        this.ended = ended;
        this.timelines = timelines;
        this.tokenWatch = tokenWatch;
        this.metrics = metrics;
        this.spans = spans;
        this.passages = passages;
    }

    /** On the event loop of the socket. The login session may have ended since it was looked at. */
    Session open(
            Dialect dialect, String address, ServerWebSocket socket, Admission.Admitted admitted, Context context) {
        var login = admitted.login();
        var loop = ((ContextInternal) context).nettyEventLoop();
        var mailbox = mailboxes.computeIfAbsent(loop, Mailbox::new);
        var session = new Session(dialect, address, socket, mailbox, login, this);
        metrics.opened(dialect);
        session.listen();
        if (admitted.renewed()) {
            session.tell(new Event.TokensRenewed(login.caller().token(), login.refresh()));
        }
        sessions.add(session);
        LeaseKeys.of(dialect, session.userId()).forEach(leases::opened);
        if (session.timeline() != null) {
            session.hold();
            session.timeline().open();
        }
        if (ended.contains(session.sid())) {
            session.expel(dialect.sessionEnded());
        } else if (dialect.speaksOfPresence()) {
            greetings.greet(session);
        }
        return session;
    }

    void left(Session session, CloseCode code) {
        sessions.remove(session);
        if (session.timeline() != null) {
            timelines.remove(session.timeline());
        }
        LeaseKeys.of(session.dialect(), session.userId()).forEach(leases::release);
        addresses.release(session.address());
        metrics.closed(session.dialect(), code);
    }

    void read(Session session, Message message) {
        metrics.read(session.dialect());
        if (message.bytes() <= DECODED_IN_PLACE) {
            handle(session, session.dialect().decode(message.text()), message.bytes());
        } else {
            decodeAside(session, message);
        }
    }

    /** The socket is not read meanwhile, so that order is kept. */
    private void decodeAside(Session session, Message message) {
        session.hold();
        media.execute(() -> {
            var frame = session.dialect().decode(message.text());
            session.execute(() -> {
                handle(session, frame, message.bytes());
                session.letGo();
            });
        });
    }

    private void handle(Session session, ClientFrame frame, int size) {
        if (session.timeline() != null && !(frame instanceof ClientFrame.Resume)) {
            session.timeline().heard();
        }
        switch (frame) {
            case ClientFrame.Ask ask
            when ask.command() instanceof Command.Send send -> send(session, ask.target(), send, size);
            case ClientFrame.Ask ask -> session.inbox().ask(ask.target(), ask.command(), size);
            case ClientFrame.SendFiles send -> send(session, send, size);
            case ClientFrame.Malformed malformed ->
                session.tell(new Event.Refused(null, "malformed", malformed.sentence()));
            case ClientFrame.Invalid invalid ->
                session.tell(new Event.Refused(invalid.clientId(), invalid.code(), invalid.sentence()));
            case ClientFrame.Resume resume ->
                session.timeline().resume(resume.cursor()).ifPresent(session::tell);
            case ClientFrame.Authenticate authenticate -> tokenWatch.renew(session, authenticate.token());
            case ClientFrame.Ping _ -> session.tell(new Event.Control.Alive());
            case ClientFrame.Unacceptable refused -> session.close(refused.code());
            case ClientFrame.Nothing _ -> {}
        }
    }

    private void send(Session session, Target target, Command.Send send, int size) {
        var span = spans.read(session.dialect());
        var command = span.isRecording() ? send.from(TraceParent.of(span)) : send;
        session.inbox().ask(target, command, size, span);
    }

    private void send(Session session, ClientFrame.SendFiles send, int size) {
        var span = spans.read(session.dialect());
        session.inbox().ask(send.target(), () -> media.upload(session, send, span), size, span);
    }

    Event refusal(Throwable cause) {
        return media.refusal(cause);
    }

    Inbox inbox(Session session) {
        return new Inbox(session, inFlight, bounds);
    }

    Timeline timeline(Session session) {
        return timelines.of(session);
    }

    Duration heartbeat() {
        return config.pingEvery();
    }

    RateLimit rateLimit(long now) {
        return new RateLimit(config.framesPerSecond(), config.frameBurst(), now);
    }

    /** The largest message that is read; a larger one closes the socket. */
    int messageBytes(Dialect dialect) {
        var size = dialect.carriesMedia() ? config.mediaFrame() : config.frame();
        return size.asBigInteger().intValueExact();
    }

    long outboundBytes() {
        return outboundBytes;
    }

    void accepted(Session session, UUID message) {
        metrics.accepted(session.dialect());
        passages.acknowledged(message, session);
    }

    void refused(Dialect dialect, String code) {
        metrics.refusal(dialect, code);
    }

    void wrote(Dialect dialect) {
        metrics.wrote(dialect);
    }

    String node() {
        return node.name();
    }
}
