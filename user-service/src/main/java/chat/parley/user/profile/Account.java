package chat.parley.user.profile;

import chat.parley.common.event.AuthEvent.AccountRegistered;
import java.util.UUID;

/**
 * What auth-service knows of somebody who signed up: a profile begins with it.
 *
 * @param email null when none was given
 * @param avatar path of an avatar staged here before, or null
 */
record Account(
        UUID userId, long number, String username, String email, String firstName, String lastName, String avatar) {

    static Account of(AccountRegistered event) {
        return new Account(
                event.userId(),
                event.number(),
                event.username(),
                event.email(),
                event.firstName(),
                event.lastName(),
                event.avatar());
    }
}
