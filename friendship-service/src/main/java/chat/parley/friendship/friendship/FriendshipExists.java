package chat.parley.friendship.friendship;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;

/** There is one between the two already, whoever asked for it. */
public final class FriendshipExists extends Failure {

    public FriendshipExists() {
        super(Family.INVALID, "friendship-exists", "Friendship already exists.");
    }
}
