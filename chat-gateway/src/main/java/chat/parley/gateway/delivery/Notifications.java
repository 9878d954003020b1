package chat.parley.gateway.delivery;

import chat.parley.common.event.UserEvent;
import chat.parley.common.outbox.EventEntry;
import chat.parley.common.stream.StreamEntry;
import chat.parley.common.stream.Streams;
import chat.parley.gateway.RedisRecovered;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tells a user what was put into the inbox; each of it once. */
@ApplicationScoped
class Notifications {

    /** What is older when this node starts is in the inbox, which the client has asked for. */
    private static final Duration NEWS = Duration.ofSeconds(10);

    private final Tail tail;
    private final Delivery delivery;
    private final RecentIds told = new RecentIds(10_000);
    private final Instant notBefore = Clock.systemUTC().instant().minus(NEWS);

    Notifications(Streams streams, Delivery delivery) {
        this.tail = new Tail(streams, UserEvent.STREAM, this::take);
        this.delivery = delivery;
    }

    void start(@Observes StartupEvent started) {
        tail.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        tail.stop();
    }

    void rewind(@Observes RedisRecovered recovered) {
        tail.rewind();
    }

    private void take(StreamEntry entry) {
        switch (EventEntry.read(entry, UserEvent.class).event()) {
            case UserEvent.NotificationCreated created -> tell(created);
            case UserEvent.ProfileChanged _ -> {}
        }
    }

    private void tell(UserEvent.NotificationCreated created) {
        if (told.add(created.id()) && !created.at().isBefore(notBefore)) {
            delivery.tell(List.of(created.recipientId()), new Event.NotificationCreated(created));
        }
    }
}
