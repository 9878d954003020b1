package chat.parley.friendship.presence;

import chat.parley.common.event.PresenceEvent;
import chat.parley.common.event.PresenceEvent.LeasesChanged;
import chat.parley.common.event.PresenceEvent.LeasesRestored;
import chat.parley.common.outbox.EventEntry;
import chat.parley.common.stream.ConsumerSettings;
import chat.parley.common.stream.StreamConsumer;
import chat.parley.common.stream.StreamConsumers;
import chat.parley.common.stream.StreamEntry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Looks at those whose sockets came or went, hundreds in one transaction. An event that comes again makes us look again, which
 * does no harm; so nobody remembers which took effect.
 */
@ApplicationScoped
class LeaseHandler {

    /** In one transaction. */
    private static final int USERS = 500;

    /** The same, when each is told of up to a thousand friends. */
    private static final int USERS_WITH_FRIENDS = 50;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Pool pool;
    private final PresenceService presence;
    private final StreamConsumer consumer;

    LeaseHandler(
            Pool pool,
            PresenceService presence,
            StreamConsumers consumers,
            @ConfigProperty(name = "quarkus.application.name") String group) {
        this.pool = pool;
        this.presence = presence;
        this.consumer = consumers.make(
                ConsumerSettings.of(
                        PresenceEvent.STREAM, group, UUID.randomUUID().toString()),
                this::handle);
    }

    void start(@Observes StartupEvent started) {
        consumer.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        consumer.stop(PATIENCE);
    }

    private void handle(List<StreamEntry> entries) {
        var changed = new LinkedHashSet<UUID>();
        var restored = new LinkedHashSet<UUID>();
        for (var entry : entries) {
            switch (EventEntry.read(entry, PresenceEvent.class).event()) {
                case LeasesChanged event -> changed.addAll(event.users());
                case LeasesRestored event -> restored.addAll(event.users());
            }
        }
        changed.addAll(restored);
        inParts(changed, USERS, presence::look);
        inParts(restored, USERS_WITH_FRIENDS, presence::tellAgain);
    }

    private void inParts(Collection<UUID> users, int size, BiFunction<List<UUID>, SqlConnection, Uni<Void>> work) {
        var all = List.copyOf(users);
        for (int from = 0; from < all.size(); from += size) {
            var part = all.subList(from, Math.min(all.size(), from + size));
            pool.withTransaction(transaction -> work.apply(part, transaction))
                    .await()
                    .atMost(PATIENCE);
        }
    }
}
