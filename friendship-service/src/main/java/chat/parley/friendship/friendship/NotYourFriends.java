package chat.parley.friendship.friendship;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;

/** Whose friends somebody else has is theirs to know. */
public final class NotYourFriends extends Failure {

    public NotYourFriends() {
        super(Family.FORBIDDEN, "not-your-friends", "You do not have permission to perform this action.");
    }
}
