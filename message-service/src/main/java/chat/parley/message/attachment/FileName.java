package chat.parley.message.attachment;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What a file is called: a label that people see, never a place where it lies. */
final class FileName {

    private static final int LONGEST = 255;
    private static final String NAMELESS = "file";

    /** What cannot be seen, and what turns the rest round, so that {@code exe.png} is in truth {@code gnp.exe}. */
    private static final Pattern UNSHOWN = Pattern.compile("[\\p{Cntrl}\\u202a-\\u202e\\u2066-\\u2069]");

    private FileName() {}

    /**
     * The last part of what the client calls it, without what cannot be shown; at most 255 characters.
     *
     * @param given by the client; may be null
     */
    static String shown(String given) {
        var last = given == null ? "" : given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        var clean = UNSHOWN.matcher(last).replaceAll("").strip();
        return clean.isEmpty() ? NAMELESS : shortened(clean);
    }

    /** Never in the middle of a surrogate pair. */
    private static String shortened(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        var isPair = Character.isHighSurrogate(name.charAt(LONGEST - 1));
        return name.substring(0, isPair ? LONGEST - 1 : LONGEST);
    }

    /** As an {@code ext-value} (RFC 8187, section 3.2.1), which carries any character. */
    static String extended(String name) {
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);
        return "UTF-8''" + encoded.replace("+", "%20").replace("*", "%2A");
    }
}
