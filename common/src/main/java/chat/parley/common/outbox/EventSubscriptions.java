package chat.parley.common.outbox;

import chat.parley.common.event.Event;
import chat.parley.common.stream.ConsumerSettings;
import chat.parley.common.stream.StreamConsumer;
import chat.parley.common.stream.StreamConsumers;
import chat.parley.common.stream.StreamEntry;
import chat.parley.common.tracing.Spans;
import chat.parley.common.tracing.Step;
import chat.parley.common.tracing.TraceParent;
import chat.parley.common.tracing.Tracing;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Subscribes every {@link EventHandler} of the service to its stream, as the service's consumer group. */
@ApplicationScoped
public class EventSubscriptions {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Pool pool;
    private final OutboxRelay relay;
    private final Tracing tracing;
    private final Map<String, Step> steps;
    private final List<StreamConsumer> consumers;

    public EventSubscriptions(
            Pool pool,
            OutboxRelay relay,
            StreamConsumers streamConsumers,
            @All List<EventHandler<?>> handlers,
            Tracing tracing,
            @ConfigProperty(name = "quarkus.application.name") String group) {
        this.pool = pool;
        this.relay = relay;
        this.tracing = tracing;
        this.steps = handlers.stream()
                .map(EventHandler::stream)
                .distinct()
                .collect(Collectors.toMap(stream -> stream, stream -> Step.process(Step.REDIS, stream)));
        var consumer = UUID.randomUUID().toString();
        this.consumers = handlers.stream()
                .map(handler -> streamConsumers.make(
                        ConsumerSettings.of(handler.stream(), group, consumer), entries -> handle(handler, entries)))
                .toList();
    }

    void start(@Observes StartupEvent started) {
        consumers.forEach(StreamConsumer::start);
    }

    void stop(@Observes ShutdownEvent stopping) {
        consumers.forEach(consumer -> consumer.stop(PATIENCE));
    }

    private <E extends Event> void handle(EventHandler<E> handler, List<StreamEntry> entries) {
        for (var entry : entries) {
            var span = tracing.follow(entry.fields().get(TraceParent.FIELD), steps.get(handler.stream()));
            Spans.run(span, () -> handle(handler, EventEntry.read(entry, handler.type())));
        }
        relay.wake();
    }

    private <E extends Event> void handle(EventHandler<E> handler, EventEntry<E> entry) {
        pool.withTransaction(transaction -> once(entry, handler, transaction))
                .await()
                .atMost(PATIENCE);
    }

    private static <E extends Event> Uni<Void> once(
            EventEntry<E> entry, EventHandler<E> handler, SqlConnection transaction) {
        return transaction
                .preparedQuery("INSERT INTO processed_event (event_id) VALUES ($1) ON CONFLICT DO NOTHING")
                .execute(Tuple.of(entry.id()))
                .chain(rows -> rows.rowCount() == 1
                        ? handler.handle(entry.event(), transaction)
                        : Uni.createFrom().voidItem());
    }
}
