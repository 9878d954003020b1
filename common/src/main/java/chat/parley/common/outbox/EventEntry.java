package chat.parley.common.outbox;

import chat.parley.common.event.Event;
import chat.parley.common.event.Json;
import chat.parley.common.stream.StreamEntry;
import chat.parley.common.stream.UnreadableEntry;
import java.util.Map;
import java.util.UUID;

/**
 * An event as it stands in a stream.
 *
 * @param id the same however often it is published
 */
public record EventEntry<E extends Event>(UUID id, E event) {

    static final String ID = "id";
    static final String DATA = "data";

    /** A new event as the fields of an entry, for who has no outbox. */
    public static Map<String, String> fields(Event event) {
        return Map.of(ID, UUID.randomUUID().toString(), DATA, Json.write(event));
    }

    /** @throws UnreadableEntry when it is no event of that stream */
    public static <E extends Event> EventEntry<E> read(StreamEntry entry, Class<E> type) {
        try {
            return new EventEntry<>(
                    UUID.fromString(entry.fields().get(ID)),
                    Json.read(entry.fields().get(DATA), type));
        } catch (IllegalArgumentException | NullPointerException unreadable) {
            throw new UnreadableEntry(String.valueOf(unreadable.getMessage()));
        }
    }
}
