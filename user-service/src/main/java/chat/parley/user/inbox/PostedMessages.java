package chat.parley.user.inbox;

import chat.parley.common.chat.OnlineUsers;
import chat.parley.common.event.MessageEvent;
import chat.parley.common.event.MessageEvent.AnnouncementMade;
import chat.parley.common.event.MessageEvent.MessagesPosted;
import chat.parley.common.event.MessageEvent.Posted;
import chat.parley.common.event.MessageEvent.RoomMessagesPosted;
import chat.parley.common.event.Person;
import chat.parley.common.failure.Deadline;
import chat.parley.common.outbox.EventEntry;
import chat.parley.common.outbox.Outbox;
import chat.parley.common.stream.ConsumerSettings;
import chat.parley.common.stream.StreamConsumer;
import chat.parley.common.stream.StreamConsumers;
import chat.parley.common.stream.StreamEntry;
import chat.parley.common.tracing.Spans;
import chat.parley.common.tracing.Step;
import chat.parley.common.tracing.TraceParent;
import chat.parley.common.tracing.Tracing;
import chat.parley.user.profile.Profile;
import chat.parley.user.profile.Profiles;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells users of messages that came while they had no socket open. There is an event for about every message, so they are
 * not handled one by one as other events are, but hundreds in one transaction.
 */
@ApplicationScoped
class PostedMessages {

    private static final int BATCH = 500;
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Step PROCESS = Step.process(Step.REDIS, MessageEvent.STREAM);

    private final Tracing tracing;
    private final Outbox outbox;
    private final Inbox inbox;
    private final OnlineUsers onlineUsers;
    private final Profiles profiles;
    private final StreamConsumer consumer;

    PostedMessages(
            Tracing tracing,
            Outbox outbox,
            Inbox inbox,
            OnlineUsers onlineUsers,
            Profiles profiles,
            StreamConsumers consumers,
            @ConfigProperty(name = "quarkus.application.name") String group) {
        this.tracing = tracing;
        this.outbox = outbox;
        this.inbox = inbox;
        this.onlineUsers = onlineUsers;
        this.profiles = profiles;
        this.consumer = consumers.make(
                ConsumerSettings.of(
                                MessageEvent.STREAM, group, UUID.randomUUID().toString())
                        .withCount(BATCH)
                        .withEvery(EVERY),
                this::handle);
    }

    void start(@Observes StartupEvent started) {
        consumer.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        consumer.stop(PATIENCE);
    }

    /** What is traced ends here, each event by itself. */
    private void handle(List<StreamEntry> entries) {
        var spans = new Spans();
        entries.stream()
                .map(entry -> entry.fields().get(TraceParent.FIELD))
                .filter(Objects::nonNull)
                .forEach(traceparent -> spans.add(tracing.follow(traceparent, PROCESS)));
        spans.around(() -> handleAll(entries));
    }

    private void handleAll(List<StreamEntry> entries) {
        var events = entries.stream()
                .map(entry -> EventEntry.read(entry, MessageEvent.class))
                .collect(Collectors.toMap(EventEntry::id, EventEntry::event, (one, _) -> one, LinkedHashMap::new));
        Deadline.await(
                PATIENCE,
                outbox.inTransaction(transaction -> firstSeen(events.keySet(), transaction)
                        .chain(ids -> notify(received(events, ids), transaction))));
    }

    /** Remembers the events, and tells which of them had not taken effect before. */
    private static Uni<Set<UUID>> firstSeen(Collection<UUID> ids, SqlConnection transaction) {
        return transaction
                .preparedQuery("""
                        INSERT INTO processed_event (event_id) SELECT unnest($1::uuid[])
                        ON CONFLICT DO NOTHING RETURNING event_id""")
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("event_id"))
                        .collect(Collectors.toSet()));
    }

    /** The first message to each user in each conversation: more of them would make no other notification. */
    private static Collection<Received> received(Map<UUID, MessageEvent> events, Set<UUID> ids) {
        var seen = new HashSet<List<UUID>>();
        return events.entrySet().stream()
                .filter(entry -> ids.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .flatMap(event -> switch (event) {
                    case MessagesPosted posted ->
                        posted.messages().stream().map(message -> new Received(posted.conversationId(), message));
                    case RoomMessagesPosted _, AnnouncementMade _ -> Stream.<Received>empty();
                })
                .filter(received -> !received.isToOneself())
                .filter(received -> seen.add(
                        List.of(received.conversation(), received.message().recipientId())))
                .toList();
    }

    private Uni<Void> notify(Collection<Received> received, SqlConnection transaction) {
        return onlineUsers
                .among(received.stream()
                        .map(one -> one.message().recipientId())
                        .distinct()
                        .toList())
                .map(online -> received.stream()
                        .filter(one -> !online.contains(one.message().recipientId()))
                        .toList())
                .chain(missed -> missed.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : people(missed, transaction)
                                .chain(people -> inbox.put(notifications(missed, people), people, transaction)));
    }

    /** Somebody whose registration has not come round yet is missing; there is nobody's token here to ask for them. */
    private Uni<Map<UUID, Person>> people(List<Received> missed, SqlConnection transaction) {
        var ids = missed.stream()
                .map(Received::message)
                .flatMap(message -> Stream.of(message.senderId(), message.recipientId()))
                .distinct()
                .toList();
        return profiles.findAll(ids, transaction)
                .map(found -> found.stream().collect(Collectors.toMap(Profile::userId, Profile::person)));
    }

    private static List<NewNotification> notifications(List<Received> missed, Map<UUID, Person> people) {
        return missed.stream()
                .map(one -> NewNotification.of(
                        one.conversation(),
                        one.message(),
                        people.get(one.message().senderId())))
                .toList();
    }

    private record Received(UUID conversation, Posted message) {

        boolean isToOneself() {
            return message.senderId().equals(message.recipientId());
        }
    }
}
