package chat.parley.message.friendship;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;

/** There is no such friendship, or none of the caller's. */
public final class FriendshipNotFound extends Failure {

    public FriendshipNotFound() {
        super(Family.NOT_FOUND, "friendship-not-found", "Friendship not found.");
    }
}
