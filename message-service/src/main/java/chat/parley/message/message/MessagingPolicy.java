package chat.parley.message.message;

/** Who may write to whom, blocks aside. */
public enum MessagingPolicy {
    EVERYONE,
    FRIENDS_ONLY
}
