package chat.parley.gateway.testing;

import chat.parley.common.event.PresenceEvent;
import chat.parley.common.event.PresenceEvent.LeasesChanged;
import chat.parley.common.event.PresenceEvent.LeasesRestored;
import chat.parley.common.outbox.EventEntry;
import chat.parley.common.stream.Streams;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.stream.Stream;

/** What the gateway has told on {@code events.presence}. */
@ApplicationScoped
public class ToldPresence {

    private final Streams streams;

    public ToldPresence(Streams streams) {
        this.streams = streams;
    }

    /** How often the person's first socket came, or the last one went. */
    public long changes(Person person) {
        return of(person).filter(LeasesChanged.class::isInstance).count();
    }

    /** How often the person may have missed something. */
    public long restorations(Person person) {
        return of(person).filter(LeasesRestored.class::isInstance).count();
    }

    private Stream<PresenceEvent> of(Person person) {
        return streams.read(PresenceEvent.STREAM, "0", 10_000, Duration.ofMillis(1)).stream()
                .map(entry -> EventEntry.read(entry, PresenceEvent.class).event())
                .filter(event -> event.users().contains(person.id()));
    }
}
