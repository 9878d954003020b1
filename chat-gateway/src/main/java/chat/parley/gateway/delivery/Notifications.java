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
import java.util.List;

/** Tells a user what was put into the inbox; each of it once. */
@ApplicationScoped
class Notifications {

    private final Tail tail;
    private final Delivery delivery;
    private final News news = new News();

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
        if (news.isNew(created.id(), created.at())) {
            delivery.tell(List.of(created.recipientId()), new Event.NotificationCreated(created));
        }
    }
}
