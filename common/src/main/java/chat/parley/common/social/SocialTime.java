package chat.parley.common.social;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times with six digits of a second, always. */
public final class SocialTime {

    private static final DateTimeFormatter SIX_DIGITS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private SocialTime() {}

    /** Null stays null. */
    public static String of(Instant at) {
        return at == null ? null : SIX_DIGITS.format(at);
    }
}
