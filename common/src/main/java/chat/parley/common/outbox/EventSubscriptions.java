package chat.parley.common.outbox;

import chat.parley.common.event.Event;
import chat.parley.common.stream.ConsumerSettings;
import chat.parley.common.stream.StreamConsumer;
import chat.parley.common.stream.StreamConsumers;
import chat.parley.common.stream.StreamEntry;
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
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Subscribes every {@link EventHandler} of the service to its stream, as the service's consumer group. */
@ApplicationScoped
public class EventSubscriptions {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Pool pool;
    private final OutboxRelay relay;
    private final List<StreamConsumer> consumers;

    public EventSubscriptions(
            Pool pool,
            OutboxRelay relay,
            StreamConsumers streamConsumers,
            @All List<EventHandler<?>> handlers,
            @ConfigProperty(name = "quarkus.application.name") String group) {
        this.pool = pool;
        this.relay = relay;
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
            var read = EventEntry.read(entry, handler.type());
            pool.withTransaction(transaction -> once(read, handler, transaction))
                    .await()
                    .atMost(PATIENCE);
        }
        relay.wake();
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
