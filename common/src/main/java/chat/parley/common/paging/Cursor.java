package chat.parley.common.paging;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Where a keyset list goes on: the key of the last item shown, opaque to clients. Nothing is kept for it, so it is good on any
 * replica and after any restart; it opens nothing that its list would not show anyhow.
 *
 * @param list which list it belongs to; that of another is refused
 * @param key the key's parts, none with a comma in it
 */
public record Cursor(String list, List<String> key) {

    private static final String SEPARATOR = ",";
    private static final int LONGEST = 300;

    public Cursor {
        key = List.copyOf(key);
    }

    public static Cursor of(String list, Object... key) {
        return new Cursor(list, Arrays.stream(key).map(String::valueOf).toList());
    }

    /** @throws InvalidCursor when it is none of this list, or has not as many parts */
    public static Cursor read(String text, String list, int parts) {
        var all = decode(text).split(SEPARATOR, -1);
        if (all.length != parts + 1 || !all[0].equals(list)) {
            throw new InvalidCursor();
        }
        return new Cursor(list, Arrays.asList(all).subList(1, all.length));
    }

    /** As it stands in an answer: base64url without padding. */
    public String text() {
        var parts = list + SEPARATOR + String.join(SEPARATOR, key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(parts.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws InvalidCursor when that part is no time that PostgreSQL can keep */
    public Instant instant(int part) {
        try {
            var instant = Instant.parse(key.get(part));
            if (Math.abs(instant.getEpochSecond()) < 1L << 38) {
                return instant;
            }
        } catch (DateTimeException notATime) {
            throw new InvalidCursor();
        }
        throw new InvalidCursor();
    }

    /** @throws InvalidCursor when that part is no UUID */
    public UUID uuid(int part) {
        try {
            var id = UUID.fromString(key.get(part));
            if (id.toString().equals(key.get(part))) {
                return id;
            }
        } catch (IllegalArgumentException notAnId) {
            throw new InvalidCursor();
        }
        throw new InvalidCursor();
    }

    /** @throws InvalidCursor when that part is no whole number */
    public long number(int part) {
        try {
            return Long.parseLong(key.get(part));
        } catch (NumberFormatException notANumber) {
            throw new InvalidCursor();
        }
    }

    private static String decode(String text) {
        try {
            if (text.length() <= LONGEST) {
                return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            }
        } catch (IllegalArgumentException notBase64) {
            throw new InvalidCursor();
        }
        throw new InvalidCursor();
    }
}
