package chat.parley.friendship.block;

import chat.parley.common.failure.Invalid;

/** Nobody keeps themselves away. */
public final class CannotBlockOneself extends Invalid {

    CannotBlockOneself() {
        super("with-oneself", "You cannot block yourself.");
    }
}
