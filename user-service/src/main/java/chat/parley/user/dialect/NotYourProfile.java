package chat.parley.user.dialect;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;

/** Nobody changes the profile of somebody else. */
final class NotYourProfile extends Failure {

    NotYourProfile() {
        super(Family.FORBIDDEN, "not-your-profile", "You do not have permission to perform this action.");
    }
}
