package chat.parley.friendship.friendship;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;

/** Only who was asked answers. */
public final class NotTheReceiver extends Failure {

    public NotTheReceiver() {
        super(Family.FORBIDDEN, "not-the-receiver", "You do not have permission to perform this action.");
    }
}
