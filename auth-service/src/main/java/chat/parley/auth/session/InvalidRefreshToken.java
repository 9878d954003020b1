package chat.parley.auth.session;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;

/** Not one of ours, expired, used up, or of a login session that has ended. */
public final class InvalidRefreshToken extends Failure {

    public InvalidRefreshToken() {
        super(Family.UNAUTHENTICATED, "invalid-refresh-token", "Invalid or expired refresh token");
    }
}
