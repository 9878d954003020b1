package chat.parley.auth.session;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;

/** Unknown user or wrong password: nobody is told which. */
public final class InvalidCredentials extends Failure {

    public InvalidCredentials() {
        super(Family.UNAUTHENTICATED, "invalid-credentials", "Invalid Credentials");
    }
}
