package chat.parley.deploy.fault.lab;

import chat.parley.deploy.CannotRun;
import chat.parley.deploy.Console;
import chat.parley.deploy.Credentials;
import chat.parley.deploy.FreePorts;
import chat.parley.deploy.Home;
import chat.parley.deploy.Ports;
import chat.parley.deploy.Service;
import chat.parley.deploy.Settings;
import chat.parley.deploy.Stack;
import chat.parley.deploy.process.ManagedProcess;
import chat.parley.deploy.process.Signals;
import chat.parley.deploy.store.Redis;
import chat.parley.deploy.store.RedisUsers;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A whole stack of real processes, and the hands to hurt them with. Each gateway reaches Redis through a proxy of its own;
 * attachments lie on a small file system where one can be mounted.
 */
public final class Laboratory implements AutoCloseable {

    public static final String REDIS = "redis";
    public static final String POSTGRES = "postgresql";

    private static final int GATEWAYS = 2;
    private static final int MESSAGE_SERVICES = 2;

    private final Settings settings;
    private final List<TcpProxy> redisProxies;
    private final Map<Service, TcpProxy> addresses = new EnumMap<>(Service.class);
    private final Map<String, ManagedProcess> handedTo = new ConcurrentHashMap<>();
    private final Map<Service, Map<String, String>> changed = new ConcurrentHashMap<>();
    private final SmallDisk attachments;
    private final Stack stack;

    private Laboratory(Settings settings, Console console) {
        this.settings = settings;
        settings.home().prepare();
        this.redisProxies = IntStream.range(0, GATEWAYS)
                .mapToObj(_ -> TcpProxy.to(settings.ports().redis()))
                .toList();
        for (var service : Service.values()) {
            addresses.put(service, TcpProxy.to(settings.ports().of(service, 0)));
        }
        this.attachments = SmallDisk.at(settings.home().attachments());
        this.stack = new Stack(settings, this::settingsOf, console);
    }

    /** Returns when everything is ready. */
    public static Laboratory start(Path root, Path home, Console console) throws Exception {
        var settings = new Settings(root, new Home(home), FreePorts.stack(), GATEWAYS, MESSAGE_SERVICES);
        var laboratory = new Laboratory(settings, console);
        Runtime.getRuntime().addShutdownHook(new Thread(laboratory::close, "stop"));
        try {
            laboratory.stack.start();
            return laboratory;
        } catch (Exception failure) {
            laboratory.close();
            throw failure;
        }
    }

    /** Neighbours are asked at an address that stays, wherever they are. */
    private Map<String, String> settingsOf(Service service, int node) {
        var settings = new HashMap<String, String>();
        addresses.forEach((neighbour, address) ->
                settings.put("PARLEY_SERVICES_" + neighbour.name(), "http://127.0.0.1:" + address.port()));
        if (service == Service.GATEWAY) {
            settings.put(
                    "PARLEY_REDIS_URL",
                    Redis.address(redisProxies.get(node).port(), service.module(), redisPassword(service.module())));
        }
        settings.putAll(changed.getOrDefault(service, Map.of()));
        return settings;
    }

    /** As they are at this moment: the stack adds to them while it starts. */
    private Credentials credentials() {
        return new Credentials(settings.home().secrets());
    }

    // ---- where things are

    public URI edge() {
        return URI.create(settings.address());
    }

    public List<String> gateways() {
        return names(Service.GATEWAY);
    }

    public List<String> messageServices() {
        return names(Service.MESSAGE);
    }

    /** Every process of ours, without the stores. */
    public List<String> services() {
        return Stream.of(Service.values())
                .flatMap(service -> names(service).stream())
                .toList();
    }

    private List<String> names(Service service) {
        return IntStream.range(0, settings.nodes(service))
                .mapToObj(node -> service.process(node, settings.nodes(service)))
                .toList();
    }

    public int port(String process) {
        return process(process).port();
    }

    public int management(String process) {
        return Ports.management(port(process));
    }

    public Settings settings() {
        return settings;
    }

    public Home home() {
        return settings.home();
    }

    public SmallDisk attachments() {
        return attachments;
    }

    /** What stands between a gateway and Redis. */
    public TcpProxy redisProxy(String gateway) {
        return redisProxies.get(gateways().indexOf(gateway));
    }

    /** As whoever looks after Redis. */
    public RedisConnection redis() {
        return redis(RedisUsers.ADMINISTRATOR);
    }

    /** As any of the {@link RedisUsers}: a service's module is its name. */
    public RedisConnection redis(String user) {
        return new RedisConnection(settings.ports().redis(), user, redisPassword(user));
    }

    private String redisPassword(String user) {
        return credentials().of("redis." + user);
    }

    /** As the service itself sees its database. */
    public MessageDatabase database(Service service) {
        return database(service.database(), service.database());
    }

    /** As any role sees any database: one of a service, or of an owner. */
    public MessageDatabase database(String name, String role) {
        return new MessageDatabase(
                settings.ports().postgres(), name, role, credentials().of("database." + role));
    }

    public MessageDatabase administration() {
        return new MessageDatabase(
                settings.ports().postgres(),
                "postgres",
                "postgres",
                credentials().of("database.administrator"));
    }

    // ---- what can be done to processes

    public List<ManagedProcess> processes() {
        return stack.processes();
    }

    public ManagedProcess process(String name) {
        var successor = handedTo.get(name);
        return successor == null ? original(name) : successor;
    }

    private ManagedProcess original(String name) {
        return stack.processes().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow(() -> CannotRun.because("There is no process %s in this stack.", name));
    }

    /** A process like this one, which nobody sends anything yet. */
    ManagedProcess startBeside(String name) {
        return stack.startBeside(serviceOf(name), names(serviceOf(name)).indexOf(name));
    }

    /** From now on the new one is asked instead, by clients and neighbours, and goes by the name; the old one is for the caller to end. */
    void hand(String name, ManagedProcess successor) {
        var old = process(name);
        handedTo.put(name, successor);
        stack.forget(old);
        var service = serviceOf(name);
        var ports = names(service).stream().map(this::port).toList();
        stack.useAtEdge(service, ports);
        addresses.get(service).redirect(ports.getFirst());
    }

    /**
     * Puts a process with other settings in the place of one, which is ended.
     *
     * @param settings by the names of environment variables; none: as they were at first
     * @throws CannotRun when it is not ready in time
     */
    public void replace(String name, Map<String, String> settings, Duration patience) throws InterruptedException {
        changed.put(serviceOf(name), settings);
        var old = process(name);
        var successor = startBeside(name);
        awaitReady(successor, patience);
        hand(name, successor);
        old.stop(patience);
    }

    private Service serviceOf(String name) {
        return Stream.of(Service.values())
                .filter(service -> names(service).contains(name))
                .findFirst()
                .orElseThrow();
    }

    /** kill -9 of it and of everything it started; somebody starts it again, as an orchestrator would. */
    public void kill(String name) {
        var process = process(name).process();
        var all = Stream.concat(Stream.of(process), process.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** One process that it started, for PostgreSQL a backend of the given application. */
    public void signal(ProcessHandle process, String signal) {
        Signals.send(process, signal);
    }

    /** To it and everything it started. */
    public void signal(String name, String signal) {
        var process = process(name).process();
        Stream.concat(Stream.of(process), process.descendants()).forEach(one -> Signals.send(one, signal));
    }

    /** SIGTERM to it alone; it drains, ends, and is started again. */
    public void terminate(String name) {
        Signals.send(process(name).process(), "TERM");
    }

    /**
     * SIGTERM, and returns when its successor is ready.
     *
     * @throws CannotRun when it does not end, or the next is not ready, in time
     */
    public void restart(String name, Duration patience) throws InterruptedException {
        var before = process(name).process();
        terminate(name);
        var deadline = System.nanoTime() + patience.toNanos();
        while (before.isAlive()) {
            if (System.nanoTime() > deadline) {
                throw CannotRun.because("%s did not end within %d s of SIGTERM.", name, patience.toSeconds());
            }
            Thread.sleep(50);
        }
        awaitReady(name, patience);
    }

    /** @throws CannotRun when it is not ready in time */
    public void awaitReady(String name, Duration patience) throws InterruptedException {
        awaitReady(process(name), patience);
    }

    private static void awaitReady(ManagedProcess process, Duration patience) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!process.ready() || !process.process().isAlive()) {
            if (System.nanoTime() > deadline) {
                throw CannotRun.because("%s is not ready after %d s.", process.name(), patience.toSeconds());
            }
            Thread.sleep(50);
        }
    }

    public void awaitAllReady(Duration patience) throws InterruptedException {
        for (var name : services()) {
            awaitReady(name, patience);
        }
    }

    @Override
    public void close() {
        redisProxies.forEach(proxy -> proxy.set(TcpProxy.Mode.OPEN));
        stack.close();
        redisProxies.forEach(TcpProxy::close);
        addresses.values().forEach(TcpProxy::close);
        attachments.close();
    }
}
