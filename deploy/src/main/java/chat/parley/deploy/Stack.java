package chat.parley.deploy;

import chat.parley.deploy.edge.Edge;
import chat.parley.deploy.process.ManagedProcess;
import chat.parley.deploy.process.Part;
import chat.parley.deploy.process.RunDirectory;
import chat.parley.deploy.process.RunRecord;
import chat.parley.deploy.store.Databases;
import chat.parley.deploy.store.Postgres;
import chat.parley.deploy.store.Redis;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** All of Parley on one machine: PostgreSQL, Redis, the services and, in this process, the edge. */
public final class Stack implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(15);

    /** A JVM that ends a training run writes down what it has learned. */
    private static final Duration TRAINING_GRACE = Duration.ofSeconds(120);

    private final Settings settings;
    private final NodeSettings nodeSettings;
    private final Console console;
    private final AotCache cache;
    private final RunDirectory run;
    private final List<ManagedProcess> stores = new ArrayList<>();
    private final List<ManagedProcess> gateways = new CopyOnWriteArrayList<>();
    private final List<ManagedProcess> services = new CopyOnWriteArrayList<>();
    private FileLock lock;
    private ServiceEnvironment environment;
    private Edge edge;
    private boolean stopping;

    public Stack(Settings settings, Console console) {
        this(settings, NodeSettings.NONE, console, AotCache.of(settings));
    }

    public Stack(Settings settings, NodeSettings nodeSettings, Console console) {
        this(settings, nodeSettings, console, AotCache.of(settings));
    }

    Stack(Settings settings, NodeSettings nodeSettings, Console console, AotCache cache) {
        this.settings = settings;
        this.nodeSettings = nodeSettings;
        this.console = console;
        this.cache = cache;
        this.run = new RunDirectory(settings.home().run());
    }

    /**
     * Returns when everything is ready.
     *
     * @throws CannotRun when it cannot be; what has been started is then still to be closed
     */
    public void start() throws Exception {
        settings.home().prepare();
        claim();
        checkPorts();
        var credentials = new Credentials(settings.home().secrets());
        environment = new ServiceEnvironment(settings, credentials, nodeSettings);
        startRedis();
        // They need no database, and making one keeps a single processor busy.
        var starting = new ArrayList<>(startNodes(Service.GATEWAY));
        startPostgres(credentials.of("database.administrator"));
        for (var service : EnumSet.complementOf(EnumSet.of(Service.GATEWAY))) {
            starting.addAll(startNodes(service));
        }
        startEdge();
        Starting.awaitAll(starting);
    }

    public Settings settings() {
        return settings;
    }

    /** Every process but this one, those that carry the others first. */
    public List<ManagedProcess> processes() {
        var all = new ArrayList<ManagedProcess>();
        all.addAll(stores);
        all.addAll(services);
        all.addAll(gateways);
        return all;
    }

    private void claim() {
        lock = run.lock()
                .orElseThrow(() -> CannotRun.because(
                        "Parley is already running from %s; ./parley status shows it, Ctrl-C in its terminal stops it.",
                        settings.home().directory()));
        var ended = run.endLeftovers();
        if (!ended.isEmpty()) {
            console.say("Ended what an earlier run left behind: %s.", String.join(", ", ended));
        }
        run.remember(RunRecord.ofThisProcess("edge", settings.ports().edge()));
    }

    private void checkPorts() {
        var ports = settings.ports();
        PortCheck.requireFree(ports.edge(), "the edge");
        PortCheck.requireFree(ports.postgres(), "PostgreSQL");
        PortCheck.requireFree(ports.redis(), "Redis");
        for (var service : Service.values()) {
            for (var node = 0; node < settings.nodes(service); node++) {
                var name = service.process(node, settings.nodes(service));
                PortCheck.requireFree(ports.of(service, node), name);
                PortCheck.requireFree(Ports.management(ports.of(service, node)), name + "'s health");
            }
        }
    }

    private void startRedis() throws IOException {
        var home = settings.home();
        var redis =
                Redis.prepare(home.programs(), home.redis(), settings.ports().redis(), environment::redisPassword);
        begin(redis, stores).await();
    }

    private void startPostgres(String administrator) throws IOException, SQLException {
        var home = settings.home();
        var port = settings.ports().postgres();
        begin(Postgres.prepare(home.programs(), home.postgres(), port, administrator), stores)
                .await();
        new Databases(port, administrator).create(environment.databases());
    }

    private List<Starting> startNodes(Service service) {
        return IntStream.range(0, settings.nodes(service))
                .mapToObj(node -> begin(
                        part(
                                service,
                                node,
                                service.process(node, settings.nodes(service)),
                                settings.ports().of(service, node)),
                        group(service)))
                .toList();
    }

    private Part part(Service service, int node, String name, int port) {
        return ServiceProcess.of(settings, service, name, port, environment.of(service, node, port), cache);
    }

    private List<ManagedProcess> group(Service service) {
        return service == Service.GATEWAY ? gateways : services;
    }

    /** One more, with the settings of the given node and a port of its own; nobody sends it anything yet. */
    public synchronized ManagedProcess startBeside(Service service, int node) {
        var taken = group(service).stream().map(ManagedProcess::port).toList();
        var port = IntStream.range(0, Ports.MOST_NODES)
                .map(free -> settings.ports().of(service, free))
                .filter(free -> !taken.contains(free))
                .findFirst()
                .orElseThrow(() -> CannotRun.because("There is no port for another %s.", service.module()));
        var name = service.process(node, settings.nodes(service)) + "@" + port;
        begin(part(service, node, name, port), group(service));
        return group(service).getLast();
    }

    /** It no longer belongs to the stack, and is its taker's to stop. */
    public synchronized void forget(ManagedProcess process) {
        services.remove(process);
        gateways.remove(process);
    }

    /** Where the edge sends what comes from now on. */
    public void useAtEdge(Service service, List<Integer> ports) {
        edge.use(service, ports);
    }

    private synchronized void startEdge() {
        if (!stopping) {
            edge = Edge.start(settings.ports().edge(), nodes());
        }
    }

    private Map<Service, List<Integer>> nodes() {
        var nodes = new EnumMap<Service, List<Integer>>(Service.class);
        for (var service : Service.values()) {
            nodes.put(
                    service,
                    IntStream.range(0, settings.nodes(service))
                            .mapToObj(node -> settings.ports().of(service, node))
                            .toList());
        }
        return nodes;
    }

    private synchronized Starting begin(Part part, List<ManagedProcess> group) {
        var process = new ManagedProcess(part, run, settings.home().log(part.name()), console);
        if (stopping) {
            throw CannotRun.because("Stopped before %s was started.", part.name());
        }
        group.add(process);
        return Starting.of(part.name(), process.start(), console);
    }

    /**
     * First the gateways, which tell their clients to come back; then those who write; what they write to comes last, so
     * that nothing in flight is lost.
     */
    @Override
    public void close() {
        if (beginStopping()) {
            stopAll(gateways);
            stopAll(services);
            closeEdge();
            stopAll(stores);
            release();
        }
    }

    private synchronized boolean beginStopping() {
        var first = !stopping;
        stopping = true;
        return first;
    }

    private void stopAll(List<ManagedProcess> group) {
        var stops = group.stream()
                .sorted(Comparator.comparing(ManagedProcess::name))
                .map(process -> Thread.ofVirtual().start(() -> process.stop(cache.training() ? TRAINING_GRACE : GRACE)))
                .toList();
        for (var stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void closeEdge() {
        if (edge != null) {
            edge.close();
        }
    }

    private void release() {
        if (lock != null) {
            run.forget("edge");
            try {
                lock.acquiredBy().close();
            } catch (IOException failure) {
                console.say("The lock could not be released: %s", failure);
            }
        }
    }
}
