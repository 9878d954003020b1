package chat.parley.common.paging;

import chat.parley.common.failure.Invalid;

/** Not a cursor that this list has given out. */
public final class InvalidCursor extends Invalid {

    public InvalidCursor() {
        super("invalid-cursor", "This is no cursor of this list.");
    }
}
