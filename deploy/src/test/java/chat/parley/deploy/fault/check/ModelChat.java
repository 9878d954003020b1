package chat.parley.deploy.fault.check;

import chat.parley.deploy.fault.check.ModelDevice.Command;
import chat.parley.deploy.fault.check.Observations.Reader;
import chat.parley.deploy.fault.history.Entry;
import chat.parley.deploy.fault.history.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A chat server with the moving parts of the real one (a command stream whose entries stay pending, workers that write
 * and deliver and crash anywhere, a database, gateways that lose sockets, clients that resume and repeat) in one thread,
 * so that a seed gives one run. With a {@link Bug} it has that bug and no other.
 */
final class ModelChat {

    private static final int USERS = 4;
    private static final int DEVICES = 2;
    private static final int STEPS = 4_000;
    /** Longer than any transaction takes. */
    private static final long OVERLAP = 400;

    private static final long LONGEST_TRANSACTION = 100;
    private static final String FORBIDDEN = "forbidden";

    private enum Stage {
        IDLE,
        TAKEN,
        BEGUN,
        COMMITTED,
        DELIVERED,
        ANSWERED
    }

    private static final class Worker {
        Stage stage = Stage.IDLE;
        Long entry;
        Command command;
        Message message;
        long begunAt;
        boolean isRepeat;
    }

    private final Random random;
    private final Bug bug;
    private final ModelDatabase database = new ModelDatabase();
    private final Map<UUID, Set<UUID>> members = new LinkedHashMap<>();
    private final List<ModelDevice> devices = new ArrayList<>();
    private final List<Worker> workers = List.of(new Worker(), new Worker(), new Worker());
    private final Map<Long, Command> stream = new LinkedHashMap<>();
    private final Set<Long> taken = new HashSet<>();
    private long lastEntry;
    private long now;
    private boolean quiet;

    private ModelChat(long seed, Bug bug) {
        this.random = new Random(seed);
        this.bug = bug;
        var users = Stream.generate(this::uuid).limit(USERS).toList();
        for (var user = 0; user < USERS; user++) {
            members.put(uuid(), Set.of(users.get(user), users.get((user + 1) % USERS)));
        }
        for (var user : users) {
            for (var device = 0; device < DEVICES; device++) {
                devices.add(new ModelDevice(users.indexOf(user) + "." + device, user));
            }
        }
        devices.forEach(device -> members.forEach((conversation, both) -> {
            if (both.contains(device.user)) {
                device.conversations.add(conversation);
                device.given.put(conversation, 0L);
            }
        }));
    }

    /** @param bug null for none */
    static Observations run(long seed, Bug bug) {
        var chat = new ModelChat(seed, bug);
        chat.devices.forEach(chat::open);
        for (var step = 0; step < STEPS; step++) {
            chat.step();
        }
        chat.heal();
        return chat.observations();
    }

    private void step() {
        now++;
        var device = devices.get(random.nextInt(devices.size()));
        var worker = workers.get(random.nextInt(workers.size()));
        switch (random.nextInt(24)) {
            case 0, 1 -> send(device);
            case 2 -> repeatWhatIsSettled(device);
            case 3 -> reconnect(device);
            case 4 -> crash(worker);
            case 5 -> loseRedis();
            case 6 -> relay();
            case 7, 8, 9 -> append(device);
            default -> advance(worker);
        }
    }

    /** No more faults; everybody is there; whatever can move moves; one last message ends each conversation. */
    private void heal() {
        quiet = true;
        devices.stream().filter(device -> !device.open).forEach(this::open);
        settle();
        for (var conversation : members.keySet()) {
            devices.stream()
                    .filter(device -> device.conversations.contains(conversation))
                    .findFirst()
                    .ifPresent(device -> send(device, conversation, "last"));
        }
        settle();
        devices.forEach(this::release);
    }

    private void settle() {
        for (var round = 0; round < 400; round++) {
            now++;
            devices.forEach(this::append);
            workers.forEach(this::advance);
            relay();
        }
    }

    // ---- clients

    private void open(ModelDevice device) {
        device.open = true;
        device.subscribed = true;
        device.socket++;
        device.log.add(new Entry.Opened(now, device.socket, "node"));
        if (device.socket > 1) {
            resume(device);
            device.unsettled.values().stream().toList().forEach(command -> again(device, command));
        }
    }

    private void again(ModelDevice device, Command command) {
        var repeated = new Command(device, device.socket, command.conversation(), command.clientId(), command.body());
        device.unsettled.put(command.clientId(), repeated);
        device.invoke(now, repeated);
    }

    private void reconnect(ModelDevice device) {
        if (device.open) {
            device.dropped(now);
        } else {
            open(device);
        }
    }

    private void send(ModelDevice device) {
        var conversations = device.conversations.stream().sorted().toList();
        var conversation = conversations.get(random.nextInt(conversations.size()));
        send(device, conversation, random.nextInt(20) == 0 ? FORBIDDEN : "text " + now);
    }

    private void send(ModelDevice device, UUID conversation, String body) {
        if (device.open) {
            var command = new Command(device, device.socket, conversation, uuid(), body);
            device.unsettled.put(command.clientId(), command);
            device.invoke(now, command);
        }
    }

    /** Where what is acknowledged may be lost, a repeat would bring it back, as another message. */
    private void repeatWhatIsSettled(ModelDevice device) {
        if (bug != Bug.ACK_BEFORE_COMMIT && device.open && !device.settled.isEmpty()) {
            again(device, device.settled.get(random.nextInt(device.settled.size())));
        }
    }

    // ---- gateways

    /** One command of a conversation at a time, so that order holds. */
    private void append(ModelDevice device) {
        device.waiting.forEach((conversation, waiting) -> {
            var underWay = device.underWay.computeIfAbsent(conversation, _ -> new HashSet<>());
            if (!waiting.isEmpty() && (underWay.isEmpty() || bug == Bug.SEVERAL_BATCHES_OF_A_SOCKET_UNDER_WAY)) {
                var command = waiting.poll();
                underWay.add(command.clientId());
                stream.put(++lastEntry, command);
            }
        });
    }

    private void answer(Command command, Entry answer) {
        var device = command.device();
        var underWay = device.underWay.getOrDefault(command.conversation(), Set.of());
        if (device.open && device.socket == command.socket() && underWay.remove(command.clientId())) {
            device.log.add(answer);
            var settled = device.unsettled.remove(command.clientId());
            if (settled != null && answer instanceof Entry.Acked) {
                device.settled.add(settled);
            }
        }
    }

    private void deliver(Message message) {
        var audience = members.get(message.conversation());
        for (var device : devices) {
            if (audience.contains(device.user) || bug == Bug.DELIVERED_TO_A_STRANGER && random.nextInt(50) == 0) {
                push(device, message);
            }
        }
    }

    /** A copy is dropped; what is missing before it is read from the database first. */
    private void push(ModelDevice device, Message message) {
        if (!device.open || !device.subscribed) {
            return;
        }
        var before = device.given.get(message.conversation());
        if (before != null && message.seq() <= before) {
            return;
        }
        if (before != null) {
            for (var earlier : database.messages(message.conversation())) {
                if (earlier.seq() > before && earlier.seq() < message.seq()) {
                    write(device, earlier);
                }
            }
        }
        write(device, message);
    }

    /** A socket whose reader is slow is told of a gap in place of the message. */
    private void write(ModelDevice device, Message message) {
        if (!quiet && random.nextInt(60) == 0) {
            if (bug != Bug.GAP_NOT_TOLD) {
                device.log.add(
                        new Entry.GapTold(now, device.socket, message.conversation(), message.seq(), message.seq()));
                device.log.add(new Entry.Fetched(now, message.conversation(), List.of(message)));
            }
        } else if (bug == Bug.REORDERED_DELIVERY && device.held == null && random.nextInt(20) == 0) {
            device.held = message;
        } else {
            device.log.add(new Entry.Delivered(now, device.socket, message));
            release(device);
        }
        device.given(message);
        device.cursor = Math.max(device.cursor, stampOf(message));
    }

    private void release(ModelDevice device) {
        if (device.held != null) {
            device.log.add(new Entry.Delivered(now, device.socket, device.held));
            device.held = null;
        }
    }

    private long stampOf(Message message) {
        return database.of(message.conversation()).stream()
                .filter(row -> row.message().equals(message))
                .mapToLong(ModelDatabase.Row::stampedAt)
                .findFirst()
                .orElse(0);
    }

    /** Everything since the cursor, and some time before it, but for what the client was given. */
    private void resume(ModelDevice device) {
        device.log.add(new Entry.ResumeAsked(now, device.socket));
        var since = device.cursor - (bug == Bug.CURSOR_BY_TIME_WITHOUT_OVERLAP ? 0 : OVERLAP);
        var given = Map.copyOf(device.given);
        var rows = device.conversations.stream()
                .sorted()
                .flatMap(conversation -> database.of(conversation).stream())
                .filter(row -> row.stampedAt() > since)
                .map(ModelDatabase.Row::message)
                .filter(message -> bug == Bug.NO_DEDUPE_ON_RESUME
                        || message.seq() > given.getOrDefault(message.conversation(), 0L))
                .toList();
        rows.forEach(message -> write(device, message));
        if (bug == Bug.CURSOR_BY_TIME_WITHOUT_OVERLAP) {
            // The point in time is all that such a gateway knows.
            device.conversations.forEach(
                    conversation -> device.given.put(conversation, database.lastSeqs.getOrDefault(conversation, 0L)));
        }
        if (bug != Bug.CAUGHT_UP_NEVER_SAID) {
            device.log.add(new Entry.CaughtUp(now, device.socket));
        }
    }

    /** Gateways subscribe again, and read what came meanwhile: nothing, in this model. */
    private void loseRedis() {
        if (bug == Bug.SUBSCRIPTION_LOST_WITH_REDIS) {
            devices.get(random.nextInt(devices.size())).subscribed = false;
        }
    }

    // ---- workers

    private void advance(Worker worker) {
        switch (worker.stage) {
            case IDLE -> take(worker);
            case TAKEN -> begin(worker);
            case BEGUN -> commit(worker);
            case COMMITTED -> {
                deliver(worker.message);
                worker.stage = Stage.DELIVERED;
            }
            case DELIVERED -> {
                acknowledge(worker);
                worker.stage = Stage.ANSWERED;
            }
            case ANSWERED -> finish(worker);
        }
    }

    private void take(Worker worker) {
        stream.keySet().stream()
                .filter(entry -> !taken.contains(entry))
                .findFirst()
                .ifPresent(entry -> {
                    taken.add(entry);
                    worker.entry = entry;
                    worker.command = stream.get(entry);
                    worker.stage = Stage.TAKEN;
                    if (bug == Bug.XACK_BEFORE_THE_EFFECT || bug == Bug.PENDING_ENTRIES_TRIMMED && stream.size() > 3) {
                        stream.remove(entry);
                    }
                });
    }

    private void begin(Worker worker) {
        var command = worker.command;
        if (command.body().equals(FORBIDDEN) && bug != Bug.REFUSED_AFTER_THE_COMMIT) {
            answer(command, new Entry.Refused(now, command.socket(), command.clientId(), "forbidden", false));
            worker.stage = Stage.ANSWERED;
            return;
        }
        var conversation = conversationFor(command);
        if (!database.locked.add(conversation)) {
            return;
        }
        database.connections++;
        worker.begunAt = now;
        var repeat = bug == Bug.NO_UNIQUE_KEY ? null : database.sent(command.device().user, command.clientId());
        worker.isRepeat = repeat != null;
        worker.message = repeat != null ? repeat : message(command, conversation);
        worker.stage = Stage.BEGUN;
        if (bug == Bug.ACK_BEFORE_COMMIT) {
            acknowledge(worker);
            stream.remove(worker.entry);
        }
        if (bug == Bug.DELIVERED_BEFORE_THE_COMMIT) {
            deliver(worker.message);
        }
    }

    private UUID conversationFor(Command command) {
        return bug == Bug.WRITTEN_TO_ANOTHER_CONVERSATION && command.clientId().hashCode() % 40 == 0
                ? command.device().conversations.stream().sorted().findFirst().orElseThrow()
                : command.conversation();
    }

    private Message message(Command command, UUID conversation) {
        var next = bug == Bug.SEQ_FROM_A_CLOCK ? now : database.lastSeqs.getOrDefault(conversation, 0L) + 1;
        return new Message(conversation, next, uuid(), command.clientId(), command.device().user, command.body());
    }

    private void commit(Worker worker) {
        if (now - worker.begunAt < LONGEST_TRANSACTION && random.nextInt(3) == 0) {
            return;
        }
        if (!worker.isRepeat) {
            database.insert(worker.message, worker.begunAt);
        }
        database.locked.remove(worker.message.conversation());
        database.connections--;
        worker.stage = Stage.COMMITTED;
    }

    private void acknowledge(Worker worker) {
        var command = worker.command;
        var message = worker.message;
        if (command.body().equals(FORBIDDEN)) {
            answer(command, new Entry.Refused(now, command.socket(), command.clientId(), "forbidden", false));
            return;
        }
        var id = worker.isRepeat && bug == Bug.DIFFERING_ANSWERS_TO_A_REPEAT ? uuid() : message.id();
        answer(
                command,
                new Entry.Acked(now, command.socket(), message.conversation(), command.clientId(), message.seq(), id));
    }

    private void finish(Worker worker) {
        if (bug != Bug.NEVER_XACKED) {
            stream.remove(worker.entry);
            taken.remove(worker.entry);
        }
        worker.stage = Stage.IDLE;
    }

    /** The transaction is rolled back; the entry is pending and somebody takes it over. */
    private void crash(Worker worker) {
        if (worker.stage == Stage.IDLE || isForgotten(worker) && worker.stage.compareTo(Stage.BEGUN) > 0) {
            return;
        }
        if (worker.stage == Stage.BEGUN) {
            database.locked.remove(worker.message.conversation());
            if (bug != Bug.CONNECTIONS_LEAK) {
                database.connections--;
            }
        }
        if (bug == Bug.OUTBOX_FORGETS_AFTER_A_CRASH && database.outbox > 0) {
            database.outbox += 1_000_000;
        }
        taken.remove(worker.entry);
        worker.stage = Stage.IDLE;
    }

    /** Nobody takes its entry over. These bugs are looked at for what is lost before it is written. */
    private boolean isForgotten(Worker worker) {
        return bug != Bug.ACK_BEFORE_COMMIT && !stream.containsKey(worker.entry);
    }

    private void relay() {
        if (database.outbox > 0 && database.outbox < 1_000_000) {
            database.outbox--;
        }
    }

    // ---- the end

    private Observations observations() {
        var stored = new HashMap<UUID, List<Message>>();
        members.keySet()
                .forEach(conversation -> stored.put(
                        conversation,
                        database.messages(conversation).stream()
                                .sorted(Comparator.comparingLong(Message::seq))
                                .toList()));
        var histories = new HashMap<Reader, List<Message>>();
        members.forEach((conversation, both) ->
                both.forEach(member -> histories.put(new Reader(member, conversation), history(stored, conversation))));
        return new Observations(
                members,
                devices.stream().map(device -> device.log).toList(),
                stored,
                database.lastSeqs,
                histories,
                List.of(
                        new Level(Check.CONNECTIONS_AT_BASE_LINE, "connections", 0, database.connections, 0),
                        new Level(Check.PENDING_AT_BASE_LINE, "pending entries", 0, stream.size(), 0),
                        new Level(Check.OUTBOX_AT_BASE_LINE, "outbox rows", 0, database.outbox, 0)));
    }

    private List<Message> history(Map<UUID, List<Message>> stored, UUID conversation) {
        var told = new ArrayList<>(stored.get(conversation));
        if (told.size() > 10) {
            if (bug == Bug.PAGES_LEAVE_OUT_THEIR_BORDER) {
                told.remove(10);
            } else if (bug == Bug.PAGES_OVERLAP) {
                told.add(10, told.get(9));
            } else if (bug == Bug.HISTORY_BY_ANOTHER_KEY) {
                told.sort(Comparator.comparing(Message::id));
            } else if (bug == Bug.HISTORY_WITHOUT_ITS_CONVERSATION) {
                stored.values().stream()
                        .filter(other -> !other.equals(stored.get(conversation)))
                        .findFirst()
                        .ifPresent(other -> told.addAll(other.subList(0, 1)));
            }
        }
        return told;
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
