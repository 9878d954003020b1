package chat.parley.auth.account;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;

/** Another account has that name, in whatever case. */
public final class UsernameTaken extends Failure {

    public UsernameTaken() {
        super(Family.CONFLICT, "username-taken", "A user with that username already exists.");
    }
}
