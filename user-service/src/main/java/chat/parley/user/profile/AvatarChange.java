package chat.parley.user.profile;

import chat.parley.common.failure.Invalid;
import chat.parley.user.avatar.AvatarName;

/** What is to become of a profile's avatar. */
public sealed interface AvatarChange {

    AvatarChange NONE = new None();

    /** The path of the avatar after the change, given the one before; null for no avatar. */
    String of(String before);

    record None() implements AvatarChange {
        @Override
        public String of(String before) {
            return before;
        }
    }

    record Removed() implements AvatarChange {
        @Override
        public String of(String before) {
            return null;
        }
    }

    /** By one that was staged. */
    record Replaced(AvatarName staged) implements AvatarChange {
        @Override
        public String of(String before) {
            return staged.path();
        }
    }

    /** A client sent back the path it was shown: good when it still is the profile's. */
    record Confirmed(String path) implements AvatarChange {
        @Override
        public String of(String before) {
            if (path.equals(before)) {
                return before;
            }
            throw new Invalid("not-a-file", "The submitted data was not a file.");
        }
    }
}
