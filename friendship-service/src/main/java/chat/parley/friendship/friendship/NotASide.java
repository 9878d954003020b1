package chat.parley.friendship.friendship;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;

/** The friendship is one of other people. */
public final class NotASide extends Failure {

    public NotASide() {
        super(Family.FORBIDDEN, "not-a-side", "You are not authorized to update this friendship.");
    }
}
