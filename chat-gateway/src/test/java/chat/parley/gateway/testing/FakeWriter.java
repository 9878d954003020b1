package chat.parley.gateway.testing;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.chat.ChatMessage;
import chat.parley.common.chat.Command;
import chat.parley.common.chat.Command.ReportDelivered.Delivered;
import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.ConversationId;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Sender;
import chat.parley.common.chat.Target;
import chat.parley.common.event.Json;
import chat.parley.common.event.MessageEvent;
import chat.parley.common.outbox.EventEntry;
import chat.parley.common.stream.Streams;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Plays message-service: reads {@code commands.*}, keeps messages in memory, and writes to {@code deliver.<node>}. Friendships
 * must be made known to it.
 */
@Singleton
public class FakeWriter {

    /** Before Redis is asked again that was away. */
    private static final Duration AGAIN = Duration.ofMillis(20);

    private final Streams streams;
    private final Map<UUID, Conversation> byFriendship = new ConcurrentHashMap<>();
    private final Map<UUID, Conversation> byId = new ConcurrentHashMap<>();
    private final Map<UUID, ChatMessage> byClientId = new ConcurrentHashMap<>();
    private final Map<String, String> read = new ConcurrentHashMap<>();

    /** All batches that came, repeats too. */
    public final List<CommandBatch> batches = new CopyOnWriteArrayList<>();

    /** Whether what comes is carried out and answered. */
    public volatile boolean answering = true;

    /** Whether new messages are told to the sockets. */
    public volatile boolean delivering = true;

    /** What every page leaves out. */
    public volatile List<Outcome.Omitted> omitted = List.of();

    private volatile boolean running;
    private Thread thread;

    /** A conversation of two, with its messages. */
    public static final class Conversation {
        public final UUID id;
        public final UUID friendship = UUID.randomUUID();
        public final Person one;
        public final Person other;
        public final List<ChatMessage> messages = new CopyOnWriteArrayList<>();

        Conversation(UUID id, Person one, Person other) {
            this.id = id;
            this.one = one;
            this.other = other;
        }

        boolean isOf(UUID user, UUID another) {
            return one != null && Set.of(user, another).equals(Set.of(one.id(), other.id()));
        }

        boolean isBetween(UUID user) {
            return one != null && (user.equals(one.id()) || user.equals(other.id()));
        }

        UUID otherThan(UUID user) {
            if (one == null) {
                return null;
            }
            return user.equals(one.id()) ? other.id() : one.id();
        }
    }

    /** The room. */
    public final Conversation lobby = new Conversation(ConversationId.LOBBY, null, null);

    public FakeWriter(Streams streams) {
        this.streams = streams;
        byId.put(lobby.id, lobby);
    }

    public void start() {
        answering = true;
        delivering = true;
        omitted = List.of();
        batches.clear();
        running = true;
        thread = Thread.ofVirtual().start(this::run);
    }

    public void stop() throws InterruptedException {
        running = false;
        thread.join();
    }

    public Conversation befriend(Person one, Person other) {
        return befriend(UUID.randomUUID(), one, other);
    }

    /** @param id of their conversation */
    public Conversation befriend(UUID id, Person one, Person other) {
        var conversation = new Conversation(id, one, other);
        byFriendship.put(conversation.friendship, conversation);
        byId.put(conversation.id, conversation);
        return conversation;
    }

    private void run() {
        while (running) {
            try {
                for (int shard = 0; shard < 4; shard++) {
                    take(ChatKeys.commands(shard));
                }
            } catch (RuntimeException away) {
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }
    }

    private void take(String stream) {
        var entries = streams.read(stream, read.getOrDefault(stream, "0-0"), 100, Duration.ofMillis(5));
        for (var entry : entries) {
            var batch = Json.read(entry.fields().get(CommandBatch.FIELD), CommandBatch.class);
            batches.add(batch);
            if (answering) {
                answer(batch);
            }
            read.put(stream, entry.id());
        }
    }

    public void answer(CommandBatch batch) {
        var outcomes = new ArrayList<Outcome>();
        for (var command : batch.commands()) {
            outcomes.add(carryOut(batch, command));
        }
        tell(batch.node(), new NodeEvent.BatchAnswered(batch.id(), outcomes));
    }

    /** What this person has asked, repeats too. */
    public List<CommandBatch> batchesOf(Person person) {
        return batches.stream()
                .filter(batch -> person.sender().equals(batch.sender()))
                .toList();
    }

    /** Refuses everything in it. */
    public void refuse(CommandBatch batch) {
        var outcomes = batch.commands().stream()
                .<Outcome>map(_ -> new Outcome.Refused(null, "refused", "No."))
                .toList();
        tell(batch.node(), new NodeEvent.BatchAnswered(batch.id(), outcomes));
    }

    /** What the nodes have reported as delivered, in the order in which that came. */
    public List<Delivered> delivered() {
        return batches.stream()
                .flatMap(batch -> batch.commands().stream())
                .filter(Command.ReportDelivered.class::isInstance)
                .flatMap(report -> ((Command.ReportDelivered) report).marks().stream())
                .toList();
    }

    private Outcome carryOut(CommandBatch batch, Command command) {
        var conversation = resolve(batch);
        return switch (command) {
            case Command.Send send
            when conversation == null && batch.target() instanceof Target.OfUser ->
                new Outcome.Refused(send.clientId(), "unknown-user", "There is no such user.");
            case Command.Send send
            when conversation == null -> new Outcome.Refused(send.clientId(), "not-found", "Friendship not found.");
            case Command.Send send -> post(batch, conversation, send);
            case Command.Replay replay -> replay(batch, conversation, replay);
            case Command.ReplayAnnouncement replay -> replay(batch, conversation, replay);
            case Command.AnnounceFile file -> announce(batch, file);
            case Command.Resume resume -> resume(batch.sender().userId(), resume);
            case Command.Typing typing -> typing(batch, conversation, typing);
            case Command.ReportDelivered _, Command.MarkDelivered _, Command.MarkRead _, Command.MarkMessageRead _ ->
                new Outcome.Done();
        };
    }

    private Conversation resolve(CommandBatch batch) {
        return switch (batch.target()) {
            case Target.OfFriendship friendship -> byFriendship.get(friendship.id());
            case Target.OfConversation conversation -> byId.get(conversation.id());
            case Target.OfUser user ->
                byId.values().stream()
                        .filter(conversation -> conversation.isOf(batch.sender().userId(), user.id()))
                        .findFirst()
                        .orElse(null);
            case Target.OfMessage _, Target.OfAll _, Target.OfNode _ -> null;
            case Target.OfLobby _ -> lobby;
        };
    }

    private Outcome post(CommandBatch batch, Conversation conversation, Command.Send send) {
        var known = byClientId.get(send.clientId());
        var message = known != null ? known : write(conversation, batch.sender(), send.clientId(), send.body());
        if (delivering) {
            tell(conversation, message);
            publish(conversation, message);
        }
        return new Outcome.Accepted(
                message.clientId(), message.conversationId(), message.seq(), message.id(), message.at());
    }

    /** As the outbox does, whoever was online. */
    private void publish(Conversation conversation, ChatMessage message) {
        if (conversation != lobby) {
            var posted = new MessageEvent.Posted(
                    message.id(), message.seq(), message.senderId(), message.recipientId(), message.at());
            var event = new MessageEvent.MessagesPosted(conversation.id, List.of(posted));
            streams.append(MessageEvent.STREAM, EventEntry.fields(event))
                    .await()
                    .indefinitely();
        }
    }

    /** Commits a message, and tells nobody. */
    public ChatMessage write(Conversation conversation, UUID sender, UUID clientId, String body) {
        return write(conversation, new Sender(sender, 1, "somebody"), clientId, body);
    }

    private ChatMessage write(Conversation conversation, Sender sender, UUID clientId, String body) {
        return write(conversation, sender, clientId, body, List.of(), false);
    }

    /** Commits a message with a file, and tells nobody. */
    public ChatMessage writeFile(Conversation conversation, Person sender, String body, boolean awaitsAnnouncement) {
        var file = new ChatMessage.Attachment(
                UUID.randomUUID(), "notes.txt", 1536, "text/plain", "/mediafiles/attachments/x.txt", Instant.now());
        return write(conversation, sender.sender(), UUID.randomUUID(), body, List.of(file), awaitsAnnouncement);
    }

    private synchronized ChatMessage write(
            Conversation conversation,
            Sender sender,
            UUID clientId,
            String body,
            List<ChatMessage.Attachment> attachments,
            boolean awaitsAnnouncement) {
        var message = new ChatMessage(
                conversation.id,
                conversation.messages.size() + 1,
                UUID.randomUUID(),
                conversation.messages.size() + 1,
                clientId,
                conversation == lobby ? "lobby" : "direct",
                sender.userId(),
                sender.username(),
                conversation.otherThan(sender.userId()),
                conversation == lobby ? null : conversation.friendship,
                body,
                attachments,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                awaitsAnnouncement);
        conversation.messages.add(message);
        byClientId.put(clientId, message);
        return message;
    }

    private Outcome announce(CommandBatch batch, Command.AnnounceFile file) {
        var message = byId.values().stream()
                .flatMap(conversation -> conversation.messages.stream())
                .filter(each -> each.number() == file.number()
                        && each.senderId().equals(batch.sender().userId()))
                .findFirst();
        if (message.isEmpty()) {
            return new Outcome.Refused(null, "unknown-message", "Message not found");
        }
        var receiver = message.get().recipientId();
        nodes(receiver).forEach(node -> tell(node, new NodeEvent.FileAnnounced(List.of(receiver), message.get())));
        return new Outcome.Done();
    }

    private Outcome typing(CommandBatch batch, Conversation conversation, Command.Typing typing) {
        var user = batch.sender().userId();
        var other = conversation.otherThan(user);
        nodes(other)
                .forEach(node ->
                        tell(node, new NodeEvent.TypingChanged(List.of(other), conversation.id, user, typing.on())));
        return new Outcome.Done();
    }

    private synchronized Outcome resume(UUID user, Command.Resume resume) {
        return FakeBacklog.page(conversationsOf(user), resume, omitted);
    }

    private List<Conversation> conversationsOf(UUID user) {
        return byId.values().stream()
                .filter(conversation -> conversation == lobby || conversation.isBetween(user))
                .sorted(Comparator.comparing(conversation -> conversation.id))
                .toList();
    }

    private Outcome replay(CommandBatch batch, Conversation conversation, Command.ReplayAnnouncement replay) {
        var message = conversation.messages.get((int) replay.seq() - 1);
        tell(batch.node(), new NodeEvent.FileAnnounced(List.of(batch.sender().userId()), message));
        return new Outcome.Done();
    }

    private Outcome replay(CommandBatch batch, Conversation conversation, Command.Replay replay) {
        for (var message : conversation.messages) {
            if (message.seq() > replay.afterSeq() && message.seq() <= replay.toSeq()) {
                tell(
                        batch.node(),
                        new NodeEvent.MessagePosted(
                                conversation == lobby
                                        ? List.of()
                                        : List.of(batch.sender().userId()),
                                message,
                                previousAt(conversation, message)));
            }
        }
        return new Outcome.Done();
    }

    private void tell(Conversation conversation, ChatMessage message) {
        if (conversation == lobby) {
            tellRoom(message);
        } else {
            tellBoth(conversation, message);
        }
    }

    /** Tells every node that holds a socket in the room. */
    public void tellRoom(ChatMessage message) {
        for (var node : nodesOfRoom()) {
            tell(node, new NodeEvent.MessagePosted(List.of(), message, previousAt(lobby, message)));
        }
    }

    /** Tells every node where one of the two is. */
    public void tellBoth(Conversation conversation, ChatMessage message) {
        var nodes = new HashMap<String, List<UUID>>();
        for (var user : List.of(conversation.one.id(), conversation.other.id())) {
            for (var node : nodes(user)) {
                nodes.computeIfAbsent(node, _ -> new ArrayList<>()).add(user);
            }
        }
        nodes.forEach((node, users) ->
                tell(node, new NodeEvent.MessagePosted(users, message, previousAt(conversation, message))));
    }

    private static Instant previousAt(Conversation conversation, ChatMessage message) {
        return message.seq() == 1
                ? null
                : conversation.messages.get((int) message.seq() - 2).at();
    }

    /** The nodes that hold a lease for the room. */
    public List<String> nodesOfRoom() {
        return nodes(ChatKeys.interest(lobby.id));
    }

    /** The nodes that hold a lease for the user. */
    public List<String> nodes(UUID user) {
        return nodes(ChatKeys.online(user));
    }

    private List<String> nodes(String lease) {
        var answer = streams.ask(Request.cmd(io.vertx.mutiny.redis.client.Command.ZRANGEBYSCORE)
                .arg(lease)
                .arg(System.currentTimeMillis())
                .arg("+inf"));
        var nodes = new ArrayList<String>();
        answer.forEach(node -> nodes.add(node.toString()));
        return nodes;
    }

    public void tell(String node, NodeEvent... events) {
        streams.appendAll(List.of(
                        new Streams.Append(ChatKeys.deliver(node), Map.of(ChatKeys.EVENTS, Json.write(events)), true)))
                .await()
                .indefinitely();
    }
}
