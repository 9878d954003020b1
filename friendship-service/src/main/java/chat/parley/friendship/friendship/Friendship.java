package chat.parley.friendship.friendship;

import chat.parley.common.event.FriendshipEvent.FriendshipAnswered;
import chat.parley.common.event.FriendshipEvent.FriendshipRemoved;
import chat.parley.common.event.FriendshipEvent.FriendshipRequested;
import chat.parley.common.event.FriendshipState;
import chat.parley.common.event.Person;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/**
 * Between two users: one asked, and each side has a say of its own.
 *
 * @param number the integer id of {@code social}
 * @param from who asked
 * @param to who was asked
 * @param version grows with every change
 */
public record Friendship(
        UUID id,
        long number,
        UUID from,
        UUID to,
        FriendshipStatus statusFrom,
        FriendshipStatus statusTo,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    static Friendship of(Row row) {
        return new Friendship(
                row.getUUID("id"),
                row.getLong("number"),
                row.getUUID("from_user"),
                row.getUUID("to_user"),
                FriendshipStatus.ofWord(row.getString("status_from")).orElseThrow(),
                FriendshipStatus.ofWord(row.getString("status_to")).orElseThrow(),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                row.getLong("version"));
    }

    public boolean isOf(UUID user) {
        return from.equals(user) || to.equals(user);
    }

    /**
     * As it is once this user has said so: only their own side changes. The same when nothing does.
     *
     * @throws NotASide when it is none of theirs
     */
    Friendship answered(UUID by, FriendshipStatus status) {
        if (!isOf(by)) {
            throw new NotASide();
        }
        return from.equals(by) ? with(status, statusTo) : with(statusFrom, status);
    }

    FriendshipRequested requestedEvent(Person asking, Person asked) {
        return new FriendshipRequested(state(asking, asked), createdAt);
    }

    FriendshipAnswered answeredEvent(UUID by, Person asking, Person asked) {
        return new FriendshipAnswered(state(asking, asked), by, updatedAt);
    }

    /**
     * Its end, which is above every state it had.
     *
     * @throws NotASide when it is none of theirs
     */
    FriendshipRemoved removedEvent(UUID by, Person asking, Person asked, Instant at) {
        if (!isOf(by)) {
            throw new NotASide();
        }
        return new FriendshipRemoved(next().state(asking, asked), by, at);
    }

    public FriendshipState state(Person asking, Person asked) {
        return new FriendshipState(id, number, asking, asked, statusFrom.word(), statusTo.word(), createdAt, version);
    }

    private Friendship with(FriendshipStatus ofFrom, FriendshipStatus ofTo) {
        return ofFrom == statusFrom && ofTo == statusTo
                ? this
                : new Friendship(id, number, from, to, ofFrom, ofTo, createdAt, updatedAt, version).next();
    }

    private Friendship next() {
        return new Friendship(id, number, from, to, statusFrom, statusTo, createdAt, updatedAt, version + 1);
    }
}
