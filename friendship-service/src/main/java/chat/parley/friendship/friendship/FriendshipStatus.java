package chat.parley.friendship.friendship;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What one side says of a friendship. */
public enum FriendshipStatus {
    PENDING,
    ACCEPTED,
    REJECTED;

    /** As it is written everywhere: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FriendshipStatus> ofWord(String word) {
        return Stream.of(values()).filter(status -> status.word().equals(word)).findFirst();
    }
}
