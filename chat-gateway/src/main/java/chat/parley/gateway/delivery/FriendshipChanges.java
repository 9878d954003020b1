package chat.parley.gateway.delivery;

import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.event.FriendshipEvent.OfBlock;
import chat.parley.common.event.FriendshipEvent.OfFriendship;
import chat.parley.common.outbox.EventEntry;
import chat.parley.common.stream.StreamEntry;
import chat.parley.common.stream.Streams;
import chat.parley.gateway.RedisRecovered;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Tells both sides of a friendship when it changes; each change once. */
@ApplicationScoped
class FriendshipChanges {

    private final Tail tail;
    private final Delivery delivery;
    private final News news = new News();

    FriendshipChanges(Streams streams, Delivery delivery) {
        this.tail = new Tail(streams, FriendshipEvent.STREAM, this::take);
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
        var read = EventEntry.read(entry, FriendshipEvent.class);
        if (news.isNew(read.id(), read.event().at())) {
            switch (read.event()) {
                case OfFriendship change -> tell(change);
                case OfBlock _ -> {} // nobody is told of a block
            }
        }
    }

    private void tell(OfFriendship change) {
        var friendship = change.friendship();
        for (var side : List.of(friendship.from(), friendship.to())) {
            delivery.tell(List.of(side.userId()), new Event.FriendshipChanged(change, side.userId()));
        }
    }
}
