package chat.parley.friendship.friendship;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;

/** There is no such status. */
public final class InvalidStatus extends Failure {

    public InvalidStatus() {
        super(Family.INVALID, "invalid-status", "Invalid status.");
    }
}
