package chat.parley.message.message;

import chat.parley.message.friendship.FriendshipLink;
import java.util.UUID;

/**
 * How the two of a direct conversation stand to each other.
 *
 * @param link their friendship, null when they have none
 * @param blocked whether one of them blocks the other
 */
record Relation(FriendshipLink link, boolean blocked) {

    static final Relation NONE = new Relation(null, false);

    boolean isBlocked() {
        return blocked || link != null && link.blocked();
    }

    boolean isFriendship() {
        return link != null && link.accepted();
    }

    UUID friendshipId() {
        return link == null ? null : link.friendshipId();
    }

    /** A pair has one friendship; while the end of one and the beginning of the next are under way, the block counts. */
    static Relation stricter(Relation one, Relation other) {
        return one.isBlocked() ? one : other;
    }
}
