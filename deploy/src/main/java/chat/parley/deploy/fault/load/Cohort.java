package chat.parley.deploy.fault.load;

import chat.parley.deploy.fault.history.ClientLog;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * People in a ring, each in a conversation with the next, each with several devices: so everybody is in two conversations
 * and a stranger to all others, and every message has ten devices to reach.
 */
public final class Cohort implements AutoCloseable {

    private static final int PEOPLE = 20;
    private static final int DEVICES = 5;
    private static final int MOST_SOCKETS = 10_000;
    private static final int SMALL_BUFFER = 8_192;

    private final Vertx vertx = Vertx.vertx();
    private final V1Api api;
    private final ChatLink.Opener opener;
    private final Renewals renewals;
    private final List<Person> people = new ArrayList<>();
    private final List<Device> devices = new CopyOnWriteArrayList<>();
    private final Map<UUID, Set<UUID>> members = new LinkedHashMap<>();
    private final Map<UUID, List<Device>> devicesOf = new LinkedHashMap<>();

    private Cohort(URI edge) {
        this.api = new V1Api(edge);
        this.opener = V1Link.with(vertx, socketClient());
        this.renewals = new Renewals(api);
    }

    private WebSocketClient socketClient() {
        return vertx.createWebSocketClient(
                new WebSocketClientOptions().setMaxConnections(MOST_SOCKETS).setTryUsePerMessageCompression(false));
    }

    /** Signs everybody up; nobody has a socket yet. */
    public static Cohort signUp(URI edge, List<Node> nodes, Random random) throws IOException {
        var cohort = new Cohort(edge);
        var name = "f" + Long.toString(System.nanoTime(), 36) + "-";
        for (var person = 0; person < PEOPLE; person++) {
            cohort.comes(cohort.api.signUp(name + person));
        }
        for (var person = 0; person < PEOPLE; person++) {
            var one = cohort.people.get(person);
            var other = cohort.people.get((person + 1) % PEOPLE);
            cohort.members.put(cohort.api.converse(one, other), Set.of(one.id(), other.id()));
        }
        for (var person : cohort.people) {
            for (var device = 0; device < DEVICES; device++) {
                cohort.addDevice(person, person.username() + "/" + device, nodes, device, random.nextLong());
            }
        }
        return cohort;
    }

    private void comes(Person person) {
        people.add(person);
        renewals.keep(person);
    }

    /** One more whose operating system takes little from the network before it is read. */
    public Device addSlowDevice(Person person, String name, List<Node> nodes) {
        var client = vertx.createWebSocketClient(new WebSocketClientOptions().setReceiveBufferSize(SMALL_BUFFER));
        return add(new Device(
                vertx, V1Link.with(vertx, client), api, person, new ClientLog(name, person.id(), true), nodes, 0, 0));
    }

    /** One more, which belongs to the run like the others. */
    public Device addDevice(Person person, String name, List<Node> nodes, int firstNode, long seed) {
        return add(new Device(vertx, opener, api, person, new ClientLog(name, person.id()), nodes, firstNode, seed));
    }

    private Device add(Device device) {
        devices.add(device);
        members.forEach((conversation, both) -> {
            if (both.contains(device.person().id())) {
                devicesOf
                        .computeIfAbsent(conversation, _ -> new CopyOnWriteArrayList<>())
                        .add(device);
            }
        });
        return device;
    }

    public void connect() {
        devices.forEach(Device::connect);
    }

    public V1Api api() {
        return api;
    }

    public Vertx vertx() {
        return vertx;
    }

    public ChatLink.Opener opener() {
        return opener;
    }

    public List<Person> people() {
        return people;
    }

    public Renewals renewals() {
        return renewals;
    }

    public List<Device> devices() {
        return devices;
    }

    public Map<UUID, Set<UUID>> members() {
        return members;
    }

    public List<UUID> conversations() {
        return List.copyOf(members.keySet());
    }

    /** The devices of both members. */
    public List<Device> devicesOf(UUID conversation) {
        return devicesOf.get(conversation);
    }

    public List<Device> devicesOf(Person person) {
        return devices.stream().filter(device -> device.person().equals(person)).toList();
    }

    public List<UUID> conversationsOf(Person person) {
        return members.entrySet().stream()
                .filter(entry -> entry.getValue().contains(person.id()))
                .map(Map.Entry::getKey)
                .toList();
    }

    public List<ClientLog> logs() {
        return devices.stream().map(Device::log).toList();
    }

    public boolean allThere() {
        return devices.stream().allMatch(Device::isThere);
    }

    public boolean allSettled() {
        return devices.stream().allMatch(Device::isSettled);
    }

    @Override
    public void close() {
        devices.forEach(Device::end);
        renewals.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        api.close();
    }
}
