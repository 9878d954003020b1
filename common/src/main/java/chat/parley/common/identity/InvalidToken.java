package chat.parley.common.identity;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;

/** A token that is not one of ours, is of the wrong type, or has expired. */
public final class InvalidToken extends Failure {

    private final boolean expired;

    private InvalidToken(boolean expired) {
        super(Family.UNAUTHENTICATED, expired ? "token-expired" : "invalid-token", "The token is invalid or expired.");
        this.expired = expired;
    }

    public static InvalidToken malformed() {
        return new InvalidToken(false);
    }

    public static InvalidToken expired() {
        return new InvalidToken(true);
    }

    /** Whether everything about it was right but the time. */
    public boolean isExpired() {
        return expired;
    }
}
