package chat.parley.common.http;

import java.util.Optional;
import java.util.UUID;

/** Ids as they come in paths and bodies. */
public final class Ids {

    private static final int CHARACTERS = 36;

    private Ids() {}

    /** Empty when it is no UUID; the short forms that Java would take are none either. */
    public static Optional<UUID> parse(String text) {
        try {
            return text != null && text.length() == CHARACTERS ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
