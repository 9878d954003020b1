package chat.parley.auth.session;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;

/** A token of ours, but no refresh token, or another user's. */
public final class NotYourToken extends Failure {

    public NotYourToken() {
        super(Family.UNAUTHENTICATED, "not-your-token", "Invalid token");
    }
}
