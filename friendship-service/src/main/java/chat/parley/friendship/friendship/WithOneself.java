package chat.parley.friendship.friendship;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;

/** Nobody is their own friend. */
public final class WithOneself extends Failure {

    public WithOneself() {
        super(Family.INVALID, "with-oneself", "You cannot send a friendship request to yourself.");
    }
}
