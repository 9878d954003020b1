package chat.parley.deploy.bench.load;

import chat.parley.deploy.Service;
import chat.parley.deploy.bench.Site;
import chat.parley.deploy.bench.report.ProcessorTime;
import chat.parley.deploy.fault.load.Node;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Talkers with an open socket each, on one event loop, and the ways in which they can be made to talk: at an even rate
 * whatever the server does (an open loop), or as fast as they are answered (a closed one).
 */
public final class Crowd implements AutoCloseable {

    private static final int MOST_SOCKETS = 20_000;

    /** Handshakes under way together, where nobody looks how long they take. */
    public static final int GENTLY = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How long after a window its messages may come; the slowest is in the histogram all the same. */
    private static final Duration LINGER = Duration.ofSeconds(20);

    private static final int WARMING = 4;
    private static final Duration SETTLE = Duration.ofSeconds(1);

    /** What is due within this time is sent together: waking up for each message would take more than sending it. */
    private static final long TICK = TimeUnit.MICROSECONDS.toNanos(400);

    private final Site site;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final WebSocketClient client = vertx.createWebSocketClient(
            new WebSocketClientOptions().setMaxConnections(MOST_SOCKETS).setTryUsePerMessageCompression(false));
    private final int speakers;
    private final int hearers;
    private final List<Talker> talkers = new ArrayList<>();

    private volatile Tally tally = new Tally(0, 0, 1);
    private volatile long misplaced;
    private volatile long refused;
    private volatile String refusal;
    private volatile boolean closing;
    private volatile boolean pipelining;

    private Crowd(Site site, int speakers, int hearers) {
        this.site = site;
        this.speakers = speakers;
        this.hearers = hearers;
    }

    /** People who write to each other, two by two, with a socket each. */
    public static Crowd inPairs(Site site, Speech speech) throws Exception {
        var people = People.signUp(site, 2 * site.options().pairs());
        var channels = speech == Speech.V1 ? people.converse() : people.befriend();
        var crowd = new Crowd(site, people.all().size(), 1);
        for (var person = 0; person < people.all().size(); person++) {
            crowd.talkers.add(new Talker(person, people.all().get(person), speech, channels.get(person / 2), crowd));
        }
        return crowd.connect();
    }

    /** Sockets in the lobby, of which the first so many speak. */
    public static Crowd inTheLobby(Site site, int sockets, int speakers) throws Exception {
        var people = People.signUp(site, Math.min(sockets, 2 * site.options().pairs()));
        var crowd = new Crowd(site, speakers, sockets - 1);
        for (var socket = 0; socket < sockets; socket++) {
            var person = people.all().get(socket % people.all().size());
            crowd.talkers.add(new Talker(socket, person, Speech.LOBBY, null, crowd));
        }
        return crowd.connect();
    }

    /** People with so many sockets in all, who only listen; none is open yet. */
    public static Crowd ofListeners(Site site, Speech speech, People people, int sockets) {
        var crowd = new Crowd(site, 0, 0);
        for (var socket = 0; socket < sockets; socket++) {
            var person = people.all().get(socket % people.all().size());
            crowd.talkers.add(new Talker(socket, person, speech, null, crowd));
        }
        return crowd;
    }

    private Crowd connect() throws InterruptedException {
        try {
            connectAll(GENTLY);
            return this;
        } catch (RuntimeException | InterruptedException failure) {
            close();
            throw failure;
        }
    }

    /** Returns when all sockets are open, so many handshakes at a time. */
    public void connectAll(int atOnce) throws InterruptedException {
        var gateways = site.nodes(Service.GATEWAY);
        var connecting = new Semaphore(atOnce);
        var opened = new ArrayList<Future<Void>>();
        for (var talker = 0; talker < talkers.size(); talker++) {
            connecting.acquire();
            opened.add(connect(talkers.get(talker), gateways.get(talker % gateways.size()))
                    .onComplete(_ -> connecting.release()));
        }
        await(Future.all(opened));
    }

    private Future<Void> connect(Talker talker, Node gateway) {
        return Future.future(promise ->
                vertx.runOnContext(_ -> talker.connect(client, gateway.port()).onComplete(promise)));
    }

    /** Returns when all are closed. */
    public void disconnectAll() {
        await(Future.<Void>future(promise -> vertx.runOnContext(
                _ -> Future.join(talkers.stream().map(Talker::leave).toList())
                        .<Void>mapEmpty()
                        .otherwiseEmpty()
                        .onComplete(promise))));
    }

    private static void await(Future<?> future) {
        future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /**
     * As much as the server answers, so that the JVMs have compiled what they run when anything is counted: a rate would have to be
     * guessed, and at a low one they are not warm for minutes.
     */
    public void warmUp(Duration time) throws InterruptedException {
        if (time.isPositive()) {
            pipelined(WARMING, time, SETTLE);
        }
    }

    /** An open loop: so many messages a second, one speaker after the other, each at its time whatever became of those before. */
    public Stretch atRate(int perSecond, Duration warmUp, Duration window) throws InterruptedException {
        var start = System.nanoTime();
        begin(start + warmUp.toNanos(), window);
        var end = start + warmUp.plus(window).toNanos();
        var pace = Thread.ofPlatform().name("pace").start(() -> pace(start, end, perSecond));
        return watch(warmUp, window, pace::join);
    }

    private void pace(long start, long end, int perSecond) {
        var every = TimeUnit.SECONDS.toNanos(1) / (double) perSecond;
        long number = 0;
        while (!closing) {
            var from = number;
            var now = System.nanoTime();
            while (start + (long) (number * every) - now <= 0 && start + (long) (number * every) - end < 0) {
                number++;
            }
            if (number > from) {
                var to = number;
                vertx.runOnContext(_ -> say(from, to, start, every));
            }
            var next = start + (long) (number * every);
            if (next - end >= 0) {
                return;
            }
            LockSupport.parkNanos(Math.max(TICK, next - System.nanoTime()));
        }
    }

    private void say(long from, long to, long start, double every) {
        for (var number = from; number < to; number++) {
            talkers.get((int) (number % speakers)).say(start + (long) (number * every));
        }
    }

    /** A closed loop: every speaker has so many messages without an answer, and writes another for each answer. */
    public Stretch pipelined(int each, Duration warmUp, Duration window) throws InterruptedException {
        begin(System.nanoTime() + warmUp.toNanos(), window);
        pipelining = true;
        vertx.runOnContext(_ -> {
            for (var talker : talkers.subList(0, speakers)) {
                talker.onAnswer(() -> sayNext(talker));
                for (var message = 0; message < each; message++) {
                    sayNext(talker);
                }
            }
        });
        return watch(warmUp, window, () -> pipelining = false);
    }

    private void sayNext(Talker talker) {
        if (pipelining) {
            talker.say(System.nanoTime());
        }
    }

    private void begin(long from, Duration window) {
        misplaced = 0;
        refused = 0;
        tally = new Tally(from, from + window.toNanos(), hearers);
    }

    private Stretch watch(Duration warmUp, Duration window, Ending ending) throws InterruptedException {
        Thread.sleep(warmUp);
        var before = ProcessorTime.read(site.processes());
        Thread.sleep(window);
        var processors = ProcessorTime.read(site.processes()).since(before);
        ending.end();
        linger();
        if (refused > 0) {
            site.console().say("  %d messages were refused, one of them: %s", refused, refusal);
        }
        return new Stretch(
                window,
                tally.sent(),
                tally.acked(),
                tally.delivered(),
                misplaced,
                refused,
                tally.meanwhile(),
                tally.acks(),
                tally.deliveries(),
                processors);
    }

    private void linger() throws InterruptedException {
        var until = System.nanoTime() + LINGER.toNanos();
        while (!tally.isComplete() && System.nanoTime() - until < 0) {
            Thread.sleep(10);
        }
        // Nothing is written to the histograms any more once the event loop has come to this.
        await(Future.future(promise -> vertx.runOnContext(_ -> promise.complete())));
    }

    Tally tally() {
        return tally;
    }

    int speakers() {
        return speakers;
    }

    void misplaced() {
        misplaced = misplaced + 1;
    }

    void refused(String frame) {
        refused = refused + 1;
        refusal = frame;
    }

    /** What the talker was to get is then missing in the figures. */
    void lost(String how) {
        if (!closing) {
            site.console().say("  A socket was lost: %s", how);
        }
    }

    @Override
    public void close() {
        closing = true;
        await(vertx.close());
    }

    /** What ends a load. */
    private interface Ending {
        void end() throws InterruptedException;
    }
}
