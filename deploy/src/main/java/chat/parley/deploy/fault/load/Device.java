package chat.parley.deploy.fault.load;

import chat.parley.deploy.CannotRun;
import chat.parley.deploy.fault.history.ClientLog;
import chat.parley.deploy.fault.history.Entry;
import chat.parley.deploy.fault.history.Message;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A client as it should be. What it sends is unsettled until it is answered; a socket that is lost is replaced by one on
 * another node, which resumes where the last one was and repeats what is unsettled, in order, under the same ids. It
 * fetches what it is told to fetch, and writes everything down.
 */
public final class Device {

    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 3_000;
    private static final long RETRY_MILLIS = 400;
    /** Longer than a gateway waits for an answer before it refuses. */
    private static final long PATIENCE_NANOS = 40_000_000_000L;

    private static final long LOOK_EVERY_MILLIS = 1_000;
    /** Refusals that say nothing about the message: it is safe to send it again, and it has to be. */
    private static final Set<String> RETRYABLE = Set.of("unavailable", "too-many-requests");

    private static final Set<Integer> RETRYABLE_STATUS = Set.of(429, 502, 503, 504);

    private record Unsettled(UUID conversation, String body, boolean overSocket, long since, long invokedAt) {

        static Unsettled now(UUID conversation, String body, boolean overSocket) {
            var now = System.nanoTime();
            return new Unsettled(conversation, body, overSocket, now, now);
        }
    }

    private final Vertx vertx;
    private final ChatLink.Opener opener;
    private final V1Api api;
    private final Person person;
    private final ClientLog log;
    private final Random random;
    private final Map<UUID, Unsettled> unsettled = new LinkedHashMap<>();
    private final Map<UUID, Long> highest = new ConcurrentHashMap<>();

    private List<Node> nodes;
    private int turn;
    private int socket;
    private ChatLink link;
    private boolean socketSaidHello;
    private boolean connecting;
    private boolean resuming;
    private boolean ended;
    private boolean stayAway;
    private String cursor;
    private int failures;
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
        this.api = api;
        this.person = person;
        this.log = log;
        this.nodes = List.copyOf(nodes);
        this.turn = firstNode;
        this.random = new Random(seed);
        vertx.setPeriodic(LOOK_EVERY_MILLIS, timer -> {
            if (!lookAfterUnanswered()) {
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
        nodes = List.copyOf(others);
    }

    // ---- its connection

    public synchronized void connect() {
        if (ended || stayAway || connecting || link != null) {
            return;
        }
        connecting = true;
        socket++;
        var node = nodes.get(Math.floorMod(turn, nodes.size()));
        opener.open(node, person, new OfSocket(socket)).onComplete(opened -> {
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
        failures++;
        turn++;
        connectAfter(pause());
    }

    /** Longer each time, and never the same for two devices. */
    private long pause() {
        var most = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 5));
        return 1 + most / 2 + random.nextLong(most);
    }

    private void connectAfter(long millis) {
        if (!ended && !stayAway) {
            vertx.setTimer(Math.max(1, millis), _ -> connect());
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
        unsettled.put(clientId, Unsettled.now(conversation, body, true));
        if (link != null && socketSaidHello) {
            invoke(clientId);
        }
        return clientId;
    }

    /** Sends under an id that may have been used before, here or elsewhere. */
    public synchronized void sendAs(UUID clientId, UUID conversation, String body) {
        unsettled.put(clientId, Unsettled.now(conversation, body, true));
        if (link != null && socketSaidHello) {
            invoke(clientId);
        }
    }

    private void invoke(UUID clientId) {
        var send = unsettled.get(clientId);
        var now = System.nanoTime();
        unsettled.put(clientId, new Unsettled(send.conversation(), send.body(), true, send.since(), now));
        log.add(new Entry.Invoked(now, socket, nodeName(), send.conversation(), clientId, send.body()));
        link.send(clientId, send.conversation(), send.body());
    }

    private String nodeName() {
        return nodes.get(Math.floorMod(turn, nodes.size())).name();
    }

    /** Over HTTP, again and again until it is settled; returns at once. */
    public void sendOverHttp(UUID conversation, String body) {
        sendOverHttpAs(UUID.randomUUID(), conversation, body);
    }

    /** The same under an id that may have been used before. */
    public void sendOverHttpAs(UUID clientId, UUID conversation, String body) {
        synchronized (this) {
            unsettled.put(clientId, Unsettled.now(conversation, body, false));
        }
        Thread.ofVirtual().start(() -> {
            while (!hasEnded() && !request(conversation, clientId, body)) {
                pauseBeforeRepeating();
            }
        });
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    private void pauseBeforeRepeating() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether it is settled */
    private boolean request(UUID conversation, UUID clientId, String body) {
        log.add(new Entry.Invoked(System.nanoTime(), Entry.OVER_HTTP, "edge", conversation, clientId, body));
        try {
            var answer = api.send(person, conversation, clientId, body);
            if (answer.status() == 200 || answer.status() == 201) {
                var message = V1Link.message(answer.json());
                settle(clientId);
                log.add(new Entry.Acked(
                        System.nanoTime(), Entry.OVER_HTTP, conversation, clientId, message.seq(), message.id()));
                return true;
            }
            var retryable = RETRYABLE_STATUS.contains(answer.status());
            if (!retryable) {
                settle(clientId);
            }
            log.add(new Entry.Refused(
                    System.nanoTime(), Entry.OVER_HTTP, clientId, Integer.toString(answer.status()), retryable));
            return !retryable;
        } catch (IOException | CannotRun noAnswer) {
            log.add(new Entry.Unanswered(System.nanoTime(), Entry.OVER_HTTP, clientId));
            return false;
        }
    }

    private synchronized void settle(UUID clientId) {
        unsettled.remove(clientId);
    }

    public synchronized int unsettled() {
        return unsettled.size();
    }

    /** Whether nothing waits: no answer, no fetch, no catching up. */
    public synchronized boolean isSettled() {
        return unsettled.isEmpty() && fetching == 0 && isThere();
    }

    /** Whether a send has been without its answer for so long, whatever was repeated meanwhile. */
    public synchronized boolean waitsLongerThan(Duration patience) {
        var latest = System.nanoTime() - patience.toNanos();
        return unsettled.values().stream().anyMatch(send -> send.since() < latest);
    }

    /** The highest place that it knows of a conversation. */
    public long highest(UUID conversation) {
        return highest.getOrDefault(conversation, 0L);
    }

    /** A socket can be open and silent; then the send goes out again over it. */
    private synchronized boolean lookAfterUnanswered() {
        var now = System.nanoTime();
        if (link != null && socketSaidHello) {
            unsettled.entrySet().stream()
                    .filter(send -> send.getValue().overSocket()
                            && now - send.getValue().invokedAt() > PATIENCE_NANOS)
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(clientId -> {
                        log.add(new Entry.Unanswered(now, socket, clientId));
                        invoke(clientId);
                    });
        }
        return !ended;
    }

    // ---- what it is told

    private void hello(String first) {
        failures = 0;
        socketSaidHello = true;
        if (cursor == null) {
            cursor = first;
        } else {
            resume();
        }
        unsettled.entrySet().stream()
                .filter(send -> send.getValue().overSocket())
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::invoke);
    }

    private void resume() {
        resuming = true;
        log.add(new Entry.ResumeAsked(System.nanoTime(), socket));
        link.resume(cursor);
    }

    private void acked(UUID clientId, UUID conversation, long seq, UUID id) {
        unsettled.remove(clientId);
        highest.merge(conversation, seq, Math::max);
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
            unsettled.remove(clientId);
        } else {
            after(RETRY_MILLIS, () -> {
                if (unsettled.containsKey(clientId)) {
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
        highest.merge(message.conversation(), message.seq(), Math::max);
        log.add(new Entry.Delivered(System.nanoTime(), socket, message));
    }

    private void gap(UUID conversation, long from, long to) {
        log.add(new Entry.GapTold(System.nanoTime(), socket, conversation, from, to));
        fetching++;
        Thread.ofVirtual().start(() -> {
            while (!hasEnded() && !fetch(conversation, from, to)) {
                pauseBeforeRepeating();
            }
            synchronized (this) {
                fetching--;
            }
        });
    }

    private boolean fetch(UUID conversation, long from, long to) {
        try {
            var messages = api.messages(person, conversation, from, to);
            log.add(new Entry.Fetched(System.nanoTime(), conversation, messages));
            messages.forEach(message -> highest.merge(conversation, message.seq(), Math::max));
            return true;
        } catch (IOException | CannotRun notYet) {
            return false;
        }
    }

    private void caughtUp(String next) {
        cursor = next == null ? cursor : next;
        resuming = false;
        log.add(new Entry.CaughtUp(System.nanoTime(), socket));
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
        unsettled.entrySet().stream()
                .filter(send -> send.getValue().overSocket())
                .forEach(send -> log.add(new Entry.Unanswered(now, socket, send.getKey())));
        log.add(new Entry.Closed(now, socket, code));
        turn++;
        connectAfter(pause());
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
        public void reconnect(long afterMillis) {
            ifPresent(() -> Device.this.reconnect(afterMillis));
        }

        @Override
        public void closed(int code) {
            ifPresent(() -> Device.this.closed(code));
        }
    }
}
