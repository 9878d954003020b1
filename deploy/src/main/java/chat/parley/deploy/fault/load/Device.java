package chat.parley.deploy.fault.load;

import chat.parley.deploy.fault.history.ClientLog;
import chat.parley.deploy.fault.history.Entry;
import chat.parley.deploy.fault.history.Message;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A client as it should be. What it sends is unsettled until it is answered; a socket that is lost is replaced by one on
 * another node, which resumes where the last one was and repeats what is unsettled, in order, under the same ids. It
 * fetches what it is told to fetch, shows a fresher token when its socket's is about to end, and writes everything down.
 */
public final class Device {

    private static final long RETRY_MILLIS = 400;

    /** Longer than a gateway waits for an answer before it refuses. */
    private static final long PATIENCE_NANOS = 40_000_000_000L;

    private static final long LOOK_EVERY_MILLIS = 1_000;

    /** Refusals that say nothing about the message: it is safe to send it again, and it has to be. */
    private static final Set<String> RETRYABLE = Set.of("unavailable", "too-many-requests");

    private final Vertx vertx;
    private final ChatLink.Opener opener;
    private final Person person;
    private final ClientLog log;
    private final HttpAsking http;
    private final Roving roving;
    private final UnsettledSends unsettled = new UnsettledSends();
    private final Highest highest = new Highest();

    private int socket;
    private ChatLink link;
    private boolean socketSaidHello;
    private boolean connecting;
    private boolean resuming;
    private boolean ended;
    private boolean stayAway;
    private String cursor;
    private String shown;
    private boolean tokenExpiring;
    private long fetching;
    private int lastCloseCode;

    Device(
            Vertx vertx,
            ChatLink.Opener opener,
            V1Api api,
            Person person,
            ClientLog log,
            List<Node> nodes,
            int firstNode,
            long seed) {
        this.vertx = vertx;
        this.opener = opener;
        this.person = person;
        this.log = log;
        this.http = new HttpAsking(api, person, log, this::hasEnded);
        this.roving = new Roving(nodes, firstNode, seed);
        vertx.setPeriodic(LOOK_EVERY_MILLIS, timer -> {
            if (!look()) {
                vertx.cancelTimer(timer);
            }
        });
    }

    public Person person() {
        return person;
    }

    public ClientLog log() {
        return log;
    }

    /** Where it may open its sockets from now on; the present one stays. */
    public synchronized void use(List<Node> others) {
        roving.use(others);
    }

    // ---- its connection

    public synchronized void connect() {
        if (ended || stayAway || connecting || link != null) {
            return;
        }
        connecting = true;
        socket++;
        var node = roving.node();
        shown = person.access();
        tokenExpiring = false;
        opener.open(node, shown, new OfSocket(socket)).onComplete(opened -> {
            if (opened.succeeded()) {
                opened(opened.result(), node);
            } else {
                failed();
            }
        });
    }

    private synchronized void opened(ChatLink opened, Node node) {
        connecting = false;
        link = opened;
        log.add(new Entry.Opened(System.nanoTime(), socket, node.name()));
        if (ended || stayAway) {
            opened.cut();
        }
    }

    private synchronized void failed() {
        connecting = false;
        roving.failed();
        connectLater();
    }

    private void connectLater() {
        if (!ended && !stayAway) {
            vertx.setTimer(roving.pauseMillis(), _ -> connect());
        }
    }

    /** Ends the socket without a word; another follows. */
    public synchronized void cut() {
        if (link != null) {
            link.cut();
        }
    }

    /** Stays without a socket until it is told to come back. */
    public synchronized void stayAway() {
        stayAway = true;
        cut();
    }

    public synchronized void comeBack() {
        stayAway = false;
        connect();
    }

    public synchronized void end() {
        ended = true;
        cut();
    }

    /** Reads nothing more from its socket, or reads on. */
    public synchronized void listen(boolean on) {
        if (link != null) {
            link.listen(on);
        }
    }

    /** Whether it has a socket that has caught up. */
    public synchronized boolean isThere() {
        return link != null && socketSaidHello && !resuming;
    }

    public synchronized int lastCloseCode() {
        return lastCloseCode;
    }

    public synchronized int sockets() {
        return socket;
    }

    // ---- what it sends

    /** When there is no socket, it goes out with the next one. */
    public synchronized UUID sendOrKeep(UUID conversation, String body) {
        var clientId = UUID.randomUUID();
        sendAs(clientId, conversation, body);
        return clientId;
    }

    /** Sends under an id that may have been used before, here or elsewhere. */
    public synchronized void sendAs(UUID clientId, UUID conversation, String body) {
        unsettled.add(clientId, conversation, body, true);
        if (link != null && socketSaidHello) {
            invoke(clientId);
        }
    }

    private void invoke(UUID clientId) {
        var now = System.nanoTime();
        var send = unsettled.invoke(clientId, now);
        log.add(new Entry.Invoked(now, socket, roving.node().name(), send.conversation(), clientId, send.body()));
        link.send(clientId, send.conversation(), send.body());
    }

    /** Over HTTP, again and again until it is settled; returns at once. */
    public void sendOverHttp(UUID conversation, String body) {
        sendOverHttpAs(UUID.randomUUID(), conversation, body);
    }

    /** The same under an id that may have been used before. */
    public void sendOverHttpAs(UUID clientId, UUID conversation, String body) {
        synchronized (this) {
            unsettled.add(clientId, conversation, body, false);
        }
        http.send(clientId, conversation, body, () -> settle(clientId));
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    private synchronized void settle(UUID clientId) {
        unsettled.settle(clientId);
    }

    public synchronized int unsettled() {
        return unsettled.count();
    }

    /** Whether nothing waits: no answer, no fetch, no catching up. */
    public synchronized boolean isSettled() {
        return unsettled.count() == 0 && fetching == 0 && isThere();
    }

    /** Whether a send has been without its answer for so long, whatever was repeated meanwhile. */
    public synchronized boolean waitsLongerThan(Duration patience) {
        return unsettled.waitLongerThan(patience);
    }

    /** The highest place that it knows of a conversation. */
    public long highest(UUID conversation) {
        return highest.of(conversation);
    }

    /** @return whether to look again */
    private synchronized boolean look() {
        if (link != null && socketSaidHello) {
            repeatUnanswered();
            showFresherToken();
        }
        return !ended;
    }

    /** A socket can be open and silent; then the send goes out again over it. */
    private void repeatUnanswered() {
        var now = System.nanoTime();
        unsettled.silentFor(PATIENCE_NANOS, now).forEach(clientId -> {
            log.add(new Entry.Unanswered(now, socket, clientId));
            invoke(clientId);
        });
    }

    /** As soon as there is one, when the socket's is about to end. */
    private void showFresherToken() {
        if (tokenExpiring && !person.access().equals(shown)) {
            shown = person.access();
            tokenExpiring = false;
            link.authenticate(shown);
        }
    }

    // ---- what it is told

    private void hello(String first) {
        roving.arrived();
        socketSaidHello = true;
        if (cursor == null) {
            cursor = first;
        } else {
            resume();
        }
        unsettled.overSocket().forEach(this::invoke);
    }

    private void resume() {
        resuming = true;
        log.add(new Entry.ResumeAsked(System.nanoTime(), socket));
        link.resume(cursor);
    }

    private void acked(UUID clientId, UUID conversation, long seq, UUID id) {
        unsettled.settle(clientId);
        highest.saw(conversation, seq);
        log.add(new Entry.Acked(System.nanoTime(), socket, conversation, clientId, seq, id));
    }

    private void refused(UUID clientId, String code) {
        var retryable = RETRYABLE.contains(code);
        if (clientId == null) {
            if (resuming && retryable) {
                after(RETRY_MILLIS, this::resume);
            }
            return;
        }
        log.add(new Entry.Refused(System.nanoTime(), socket, clientId, code, retryable));
        if (!retryable) {
            unsettled.settle(clientId);
        } else {
            after(RETRY_MILLIS, () -> {
                if (unsettled.has(clientId)) {
                    invoke(clientId);
                }
            });
        }
    }

    /** Later, when the socket is still the same. */
    private void after(long millis, Runnable what) {
        var mine = socket;
        vertx.setTimer(millis, _ -> {
            synchronized (this) {
                if (socket == mine && link != null) {
                    what.run();
                }
            }
        });
    }

    private void delivered(Message message, String next) {
        cursor = next == null ? cursor : next;
        highest.saw(message.conversation(), message.seq());
        log.add(new Entry.Delivered(System.nanoTime(), socket, message));
    }

    private void gap(UUID conversation, long from, long to) {
        log.add(new Entry.GapTold(System.nanoTime(), socket, conversation, from, to));
        fetching++;
        http.fetch(conversation, from, to, highest, this::fetched);
    }

    private synchronized void fetched() {
        fetching--;
    }

    private void caughtUp(String next) {
        cursor = next == null ? cursor : next;
        resuming = false;
        log.add(new Entry.CaughtUp(System.nanoTime(), socket));
    }

    private void tokenExpiring() {
        tokenExpiring = true;
        showFresherToken();
    }

    private void reconnect(long afterMillis) {
        var leaving = link;
        vertx.setTimer(Math.max(1, afterMillis), _ -> {
            if (leaving != null) {
                leaving.cut();
            }
        });
    }

    private void closed(int code) {
        link = null;
        socketSaidHello = false;
        resuming = false;
        lastCloseCode = code;
        var now = System.nanoTime();
        unsettled.overSocket().forEach(clientId -> log.add(new Entry.Unanswered(now, socket, clientId)));
        log.add(new Entry.Closed(now, socket, code));
        roving.goOn();
        connectLater();
    }

    /** What comes late from a socket that is gone is not mistaken for the present one's. */
    private final class OfSocket implements ChatLink.Listener {

        private final int mine;

        OfSocket(int mine) {
            this.mine = mine;
        }

        private void ifPresent(Runnable what) {
            synchronized (Device.this) {
                if (mine == socket) {
                    what.run();
                }
            }
        }

        @Override
        public void hello(String first) {
            ifPresent(() -> Device.this.hello(first));
        }

        @Override
        public void acked(UUID clientId, UUID conversation, long seq, UUID id) {
            ifPresent(() -> Device.this.acked(clientId, conversation, seq, id));
        }

        @Override
        public void refused(UUID clientId, String code) {
            ifPresent(() -> Device.this.refused(clientId, code));
        }

        @Override
        public void delivered(Message message, String next) {
            ifPresent(() -> Device.this.delivered(message, next));
        }

        @Override
        public void gap(UUID conversation, long from, long to) {
            ifPresent(() -> Device.this.gap(conversation, from, to));
        }

        @Override
        public void caughtUp(String next) {
            ifPresent(() -> Device.this.caughtUp(next));
        }

        @Override
        public void tokenExpiring() {
            ifPresent(Device.this::tokenExpiring);
        }

        @Override
        public void reconnect(long afterMillis) {
            ifPresent(() -> Device.this.reconnect(afterMillis));
        }

        @Override
        public void closed(int code) {
            ifPresent(() -> Device.this.closed(code));
        }
    }
}
