package chat.parley.user.friendship;

import chat.parley.common.event.FriendshipState;
import chat.parley.common.event.Person;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What we know of a friendship, which is friendship-service's. */
public record Friendship(
        UUID id, long number, UUID from, UUID to, String statusFrom, String statusTo, Instant createdAt, long version) {

    static Friendship of(Row row) {
        return new Friendship(
                row.getUUID("id"),
                row.getLong("number"),
                row.getUUID("from_user"),
                row.getUUID("to_user"),
                row.getString("status_from"),
                row.getString("status_to"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getLong("version"));
    }

    /** With its people; empty while one of them is unknown. */
    public Optional<FriendshipState> state(Map<UUID, Person> people) {
        return people.containsKey(from) && people.containsKey(to)
                ? Optional.of(new FriendshipState(
                        id, number, people.get(from), people.get(to), statusFrom, statusTo, createdAt, version))
                : Optional.empty();
    }
}
