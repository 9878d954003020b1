package chat.parley.friendship.presence;

import chat.parley.common.event.Person;
import java.time.Instant;
import java.util.UUID;

/**
 * How somebody is shown to others.
 *
 * @param number the id in {@code social}
 * @param lastSeen until when an offline user was shown as anything else, or null
 */
record Shown(UUID userId, long number, String status, Instant lastSeen) {

    /** As to everybody whom it is no business. */
    static Shown toStrangers(Person person) {
        return new Shown(person.userId(), person.number(), Person.OFFLINE, null);
    }
}
