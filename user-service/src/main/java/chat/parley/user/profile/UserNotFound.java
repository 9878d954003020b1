package chat.parley.user.profile;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;

/** Nobody has this id. */
public final class UserNotFound extends Failure {

    public UserNotFound() {
        super(Family.NOT_FOUND, "user-not-found", "User not found.");
    }
}
