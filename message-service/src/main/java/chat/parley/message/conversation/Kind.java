package chat.parley.message.conversation;

import java.util.Locale;

/** The kinds of conversation there are. */
public enum Kind {
    /** Of two users. */
    DIRECT,
    /** The one room that all share. */
    LOBBY;

    /** As it is written in a {@link chat.parley.common.chat.ChatMessage}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
