package chat.parley.common.event;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What others see of a user: user-service owns it, copies travel with events.
 *
 * @param number the integer id of {@code social}
 * @param email null when none was given
 * @param avatar path below the public address, or null
 * @param bio null when none was given
 * @param status what the user set: {@code online}, {@code offline}, {@code busy} or {@code away}
 * @param version grows with every change; an older copy never replaces a newer one
 */
public record Person(
        UUID userId,
        long number,
        String username,
        @Schema(nullable = true) String email,
        String firstName,
        String lastName,
        @Schema(nullable = true) String avatar,
        @Schema(nullable = true) String bio,
        String status,
        long version) {

    public static final String OFFLINE = "offline";

    /** What others see as the status: nobody without a socket is anything but offline. */
    public String shownStatus(boolean isOnline) {
        return isOnline ? status : OFFLINE;
    }
}
