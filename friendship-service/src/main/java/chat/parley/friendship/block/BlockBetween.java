package chat.parley.friendship.block;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;

/** One of the two blocks the other. Which one, is not said. */
public final class BlockBetween extends Failure {

    BlockBetween() {
        super(Family.FORBIDDEN, "blocked", "You cannot send friend requests to this user.");
    }
}
