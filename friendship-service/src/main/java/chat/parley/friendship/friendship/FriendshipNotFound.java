package chat.parley.friendship.friendship;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;

/** There is no such friendship, or it is not the caller's to see. */
public final class FriendshipNotFound extends Failure {

    public FriendshipNotFound() {
        super(Family.NOT_FOUND, "friendship-not-found", "Friendship not found.");
    }
}
