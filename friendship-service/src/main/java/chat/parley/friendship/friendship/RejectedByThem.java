package chat.parley.friendship.friendship;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;

/** The other side has said no, and only they take that back. */
public final class RejectedByThem extends Failure {

    RejectedByThem() {
        super(Family.FORBIDDEN, "rejected", "They have said no, and only they can take that back.");
    }
}
