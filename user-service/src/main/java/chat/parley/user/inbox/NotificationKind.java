package chat.parley.user.inbox;

import java.util.Locale;

/** What a notification is about. A rejection is told as the answer to a request, like an acceptance. */
public enum NotificationKind {
    FRIEND_REQUEST,
    FRIEND_ACCEPT,
    MESSAGE;

    /** As it is stored and told: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static NotificationKind ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
