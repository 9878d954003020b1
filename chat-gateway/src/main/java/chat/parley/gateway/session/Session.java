package chat.parley.gateway.session;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Sender;
import chat.parley.gateway.command.Inbox;
import chat.parley.gateway.delivery.Event;
import chat.parley.gateway.delivery.Frame;
import chat.parley.gateway.delivery.Timeline;
import chat.parley.gateway.dialect.Dialect;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.WebSocketFrameType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One open socket. What comes in is read on its event loop, and only while its inbox has room; what goes out may come from any
 * thread, is written in the order in which it came, and is counted until it has left: a reader that falls too far behind is
 * cut. So its memory is bounded in both directions, and nobody waits for it.
 */
public final class Session implements Inbox.Owner {

    private static final Buffer PING = Buffer.buffer();
    private static final int FRAGMENT = 1024;

    private final UUID id = UUID.randomUUID();
    private final Dialect dialect;
    private final String address;
    private final ServerWebSocket socket;
    private final Mailbox mailbox;
    private final SessionHost host;
    private final FrameReader reader;
    private final RateLimit rate;
    private final Inbox inbox;
    private final AtomicLong outboundBytes = new AtomicLong();
    private final AtomicReference<CloseCode> closed = new AtomicReference<>();

    private volatile Login login;
    private volatile long heardAt = System.nanoTime();
    private volatile long pingedAt = heardAt;

    /** When something last left for the client, or began to wait for it. */
    private volatile long leftAt;

    private volatile boolean paused;
    private int holds;

    /** What waits until the socket has begun; null from then on. On the event loop. */
    private List<Runnable> waiting;

    private final Timeline timeline;
    private volatile Login warned;

    Session(Dialect dialect, String address, ServerWebSocket socket, Mailbox mailbox, Login login, SessionHost host) {
        this.dialect = dialect;
        this.address = address;
        this.socket = socket;
        this.mailbox = mailbox;
        this.login = login;
        this.host = host;
        this.reader = new FrameReader(host.messageBytes(dialect));
        this.rate = host.rateLimit(heardAt);
        this.inbox = host.inbox(this);
        this.timeline = dialect.hasTimeline() ? host.timeline(this) : null;
        this.waiting = dialect.beginsWithPresence() || dialect.hasTimeline() ? new ArrayList<>() : null;
    }

    /** On the event loop, at once after the handshake. */
    void listen() {
        socket.frameHandler(this::read);
        socket.exceptionHandler(_ -> {});
        socket.closeHandler(_ -> leave(new CloseCode(
                socket.closeStatusCode() == null ? 1006 : socket.closeStatusCode(), "closed by the client")));
    }

    public UUID id() {
        return id;
    }

    public Dialect dialect() {
        return dialect;
    }

    String address() {
        return address;
    }

    public Login login() {
        return login;
    }

    public UUID userId() {
        return login.caller().userId();
    }

    public UUID sid() {
        return login.caller().sid();
    }

    /** What this socket has been given of the conversations; null where nobody keeps account of that. */
    public Timeline timeline() {
        return timeline;
    }

    public boolean isOpen() {
        return closed.get() == null;
    }

    /** Goes on under new tokens of the same user, and tells the client of them. */
    public void renew(Login renewed) {
        login = renewed;
        tell(new Event.TokensRenewed(renewed.caller().token(), renewed.refresh()));
    }

    /** Goes on under another access token of the same login session, which the client has and need not be told of. */
    void goOnUnder(Login fresh) {
        login = fresh;
    }

    /** Tells that the access token is about to expire; once for each token. */
    void warnOnce(Duration left) {
        var current = login;
        if (warned != current) {
            warned = current;
            tell(new Event.Control.TokenExpiring(left.toSeconds()));
        }
    }

    /** Tells that the socket is open, and then what it was told meanwhile; only then it is read. A ping asks whether that has come. */
    public void greet(String cursor) {
        begin(new Event.Control.Opened(id, userId(), host.heartbeat().toSeconds(), cursor));
        mailbox.execute(this::ping);
        mailbox.execute(this::letGo);
    }

    /** Tells this first of all, and then what was told meanwhile. */
    public void begin(Event first) {
        var frames = dialect.encode(first).stream().map(Frame::of).toList();
        frames.forEach(this::count);
        mailbox.execute(() -> begin(frames));
    }

    private void begin(List<Frame> frames) {
        var rest = waiting == null ? List.<Runnable>of() : waiting;
        waiting = null;
        frames.forEach(frame -> write(frame, null));
        rest.forEach(Runnable::run);
    }

    /** Tells this socket alone. */
    public void tell(Event event) {
        if (event instanceof Event.Refused refused) {
            host.refused(dialect, refused.code());
        }
        dialect.encode(event).forEach(text -> send(Frame.of(text), null));
    }

    /** @param written run when the frame has left for the client; may be null */
    public void send(Frame frame, Runnable written) {
        if (!isOpen()) {
            return;
        }
        if (count(frame) > host.outboundBytes()) {
            close(CloseCode.TOO_SLOW);
            return;
        }
        mailbox.execute(() -> write(frame, written));
    }

    private long count(Frame frame) {
        if (outboundBytes.get() == 0) {
            leftAt = System.nanoTime();
        }
        return outboundBytes.addAndGet(frame.bytes());
    }

    private void write(Frame frame, Runnable written) {
        if (socket.isClosed()) {
            return;
        }
        if (waiting != null) {
            waiting.add(() -> write(frame, written));
            return;
        }
        socket.writeTextMessage(frame.text(), done -> {
            leftAt = System.nanoTime();
            outboundBytes.addAndGet(-frame.bytes());
            if (done.succeeded() && written != null) {
                written.run();
            }
        });
        host.wrote(dialect);
    }

    /** What was sent before is written before. Nothing is sent any more from here on. */
    public void close(CloseCode code) {
        if (leave(code)) {
            mailbox.execute(() -> socket.close((short) code.code(), code.reason()));
        }
    }

    /** Closes, and forgets what the client has asked but nobody has been told yet. */
    public void expel(CloseCode code) {
        close(code);
        mailbox.execute(inbox::discard);
    }

    private boolean leave(CloseCode code) {
        if (!closed.compareAndSet(null, code)) {
            return false;
        }
        host.left(this, code);
        return true;
    }

    /** Reads no more, since the node is going away. */
    void stopReading() {
        mailbox.execute(this::hold);
    }

    boolean isIdle() {
        return inbox.isEmpty();
    }

    /**
     * Asks for a sign of life when it is time, and gives up when there was none for long, which a paused socket cannot give; or when
     * nothing of what waits has left for as long, though there is life.
     */
    void beat(long now, long pingEvery, long silence) {
        if (!paused && now - heardAt >= silence) {
            close(CloseCode.SILENT);
        } else if (outboundBytes.get() > 0 && now - leftAt >= silence) {
            close(CloseCode.TOO_SLOW);
        } else if (now - pingedAt >= pingEvery) {
            pingedAt = now;
            mailbox.execute(this::ping);
        }
    }

    private void ping() {
        if (!socket.isClosed()) {
            socket.writePing(PING);
        }
    }

    private void read(WebSocketFrame frame) {
        heardAt = System.nanoTime();
        if (!isOpen() || frame.isClose()) {
            return;
        }
        if (frame.type() == WebSocketFrameType.PONG && timeline != null) {
            timeline.reached();
        }
        if (!isPartOfSomethingLarge(frame) && !rate.allows(heardAt)) {
            close(CloseCode.TOO_MANY_FRAMES);
        } else if (frame.isBinary()) {
            close(CloseCode.BINARY);
        } else if (frame.isText() || frame.isContinuation()) {
            readText(frame);
        } else if (socket.writeQueueFull()) {
            // Every ping has been answered by now, and the answers are not being read.
            close(CloseCode.TOO_SLOW);
        }
    }

    /** Some clients send a large message in many fragments, which are one frame to them; tiny fragments are an attack. */
    private static boolean isPartOfSomethingLarge(WebSocketFrame frame) {
        return frame.isContinuation() && frame.binaryData().length() >= FRAGMENT;
    }

    private void readText(WebSocketFrame frame) {
        try {
            reader.read(frame.binaryData().getBytes(), frame.isFinal()).ifPresent(message -> host.read(this, message));
        } catch (FrameReader.Unacceptable refused) {
            close(refused.code());
        }
    }

    Inbox inbox() {
        return inbox;
    }

    /** Reading stops here until each hold is let go. On the event loop. */
    void hold() {
        holds++;
        paused = true;
        socket.pause();
    }

    void letGo() {
        holds--;
        if (holds == 0) {
            heardAt = System.nanoTime();
            paused = false;
            socket.resume();
        }
    }

    @Override
    public String node() {
        return host.node();
    }

    @Override
    public Sender sender() {
        return login.sender();
    }

    @Override
    public void execute(Runnable work) {
        mailbox.execute(work);
    }

    @Override
    public void full(boolean full) {
        if (full) {
            hold();
        } else {
            letGo();
        }
    }

    @Override
    public void answered(Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted ok -> {
                host.accepted(this, ok.messageId());
                tell(new Event.SendAccepted(ok.clientId(), ok.conversationId(), ok.seq(), ok.messageId(), ok.at()));
            }
            case Outcome.Refused no -> tell(new Event.Refused(no.clientId(), no.code(), no.sentence()));
            case Outcome.Done _, Outcome.Resumed _ -> {}
        }
    }

    @Override
    public void unanswered(Command command) {
        var clientId = command instanceof Command.Send send ? send.clientId() : null;
        tell(new Event.Refused(
                clientId, "unavailable", "There was no answer in time, and it may not have been done. Try again."));
    }

    @Override
    public void failed(Throwable cause) {
        tell(host.refusal(cause));
    }
}
