package chat.parley.user.inbox;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;

/** There is no such notification, or it is in somebody else's inbox. */
public final class NotificationNotFound extends Failure {

    public NotificationNotFound() {
        super(Family.NOT_FOUND, "notification-not-found", "Notification not found.");
    }
}
