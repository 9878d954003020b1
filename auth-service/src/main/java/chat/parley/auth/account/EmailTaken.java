package chat.parley.auth.account;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;

/** Another account has that address, in whatever case. */
public final class EmailTaken extends Failure {

    public EmailTaken() {
        super(Family.CONFLICT, "email-taken", "A user with that email already exists.");
    }
}
