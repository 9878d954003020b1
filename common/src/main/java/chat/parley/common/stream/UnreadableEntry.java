package chat.parley.common.stream;

/** No repeat will make sense of this entry: it goes to the dead letters at once. */
public final class UnreadableEntry extends RuntimeException {

    public UnreadableEntry(String why) {
        super(why, null, false, false);
    }
}
