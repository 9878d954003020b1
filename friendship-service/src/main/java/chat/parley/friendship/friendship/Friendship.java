package chat.parley.friendship.friendship;

import chat.parley.common.event.FriendshipEvent.FriendshipAnswered;
import chat.parley.common.event.FriendshipEvent.FriendshipRemoved;
import chat.parley.common.event.FriendshipEvent.FriendshipRequested;
import chat.parley.common.event.FriendshipState;
import chat.parley.common.event.Person;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * Between two users: one asked, and each side has a say of its own.
 *
 * @param number the integer id of {@code social}
 * @param from who asked
 * @param to who was asked
 * @param acceptedAt since when the two are friends, null while they are not
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
        Instant acceptedAt,
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
                instant(row.getOffsetDateTime("accepted_at")),
                row.getLong("version"));
    }

    public boolean isOf(UUID user) {
        return from.equals(user) || to.equals(user);
    }

    /** The invited side said yes, and the inviting side has not taken it back. */
    public boolean isAccepted() {
        return statusTo == FriendshipStatus.ACCEPTED && statusFrom != FriendshipStatus.REJECTED;
    }

    /** The invited side has not said anything yet, and the inviting side still asks. */
    boolean isPending() {
        return statusTo == FriendshipStatus.PENDING && statusFrom != FriendshipStatus.REJECTED;
    }

    /** Either side has said no. */
    boolean isRejected() {
        return statusFrom == FriendshipStatus.REJECTED || statusTo == FriendshipStatus.REJECTED;
    }

    /** Whether this side has said no, which is a block both ways. */
    public boolean isBlockedBy(UUID user) {
        return statusOf(user) == FriendshipStatus.REJECTED;
    }

    private FriendshipStatus statusOf(UUID side) {
        return from.equals(side) ? statusFrom : statusTo;
    }

    public UUID otherThan(UUID side) {
        return from.equals(side) ? to : from;
    }

    /**
     * Whether this user may ask the other anew, so that this friendship gives way: only somebody who blocks the other can,
     * and by asking takes that back.
     *
     * @throws CannotAsk when not
     */
    void giveWayToRequestBy(UUID asking) {
        if (isAccepted()) {
            throw CannotAsk.alreadyFriends();
        }
        if (isBlockedBy(otherThan(asking))) {
            throw CannotAsk.rejected();
        }
        if (!isBlockedBy(asking)) {
            throw from.equals(asking) ? CannotAsk.alreadyAsked() : CannotAsk.alreadyAskedByThem();
        }
    }

    /**
     * As it is once this user has answered the request that it is.
     *
     * @throws NotTheReceiver when others were asked
     * @throws FriendshipNotFound when there is no request any more
     */
    Friendship requestAnswered(UUID by, FriendshipStatus status) {
        if (!to.equals(by)) {
            throw new NotTheReceiver();
        }
        if (!isPending()) {
            throw new FriendshipNotFound();
        }
        return answered(by, status);
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

    /** @param before as it was until then */
    FriendshipAnswered answeredEvent(UUID by, Friendship before, Person asking, Person asked) {
        return new FriendshipAnswered(state(asking, asked), by, updatedAt, before.isAccepted());
    }

    /**
     * Its end, which is above every state it had.
     *
     * @throws NotASide when it is none of theirs
     * @throws RejectedByThem when the other side has said no, which is not for this one to remove
     */
    FriendshipRemoved removedEvent(UUID by, Person asking, Person asked, Instant at) {
        if (!isOf(by)) {
            throw new NotASide();
        }
        if (isBlockedBy(otherThan(by))) {
            throw new RejectedByThem();
        }
        return new FriendshipRemoved(next().state(asking, asked), by, at);
    }

    public FriendshipState state(Person asking, Person asked) {
        return new FriendshipState(id, number, asking, asked, statusFrom.word(), statusTo.word(), createdAt, version);
    }

    private Friendship with(FriendshipStatus ofFrom, FriendshipStatus ofTo) {
        return ofFrom == statusFrom && ofTo == statusTo
                ? this
                : new Friendship(id, number, from, to, ofFrom, ofTo, createdAt, updatedAt, acceptedAt, version).next();
    }

    private Friendship next() {
        return new Friendship(
                id, number, from, to, statusFrom, statusTo, createdAt, updatedAt, acceptedAt, version + 1);
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
