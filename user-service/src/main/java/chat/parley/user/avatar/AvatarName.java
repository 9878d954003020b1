package chat.parley.user.avatar;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an avatar is called in the store and in its address: nobody can guess it, and it holds nothing but itself. */
public record AvatarName(String value) {

    private static final String DIRECTORY = "/media/avatars/";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{32}\\.(jpg|png)");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 24;

    static AvatarName generate(String extension) {
        var random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return new AvatarName(Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "." + extension);
    }

    /** Nothing for whatever could not have been generated here. */
    static Optional<AvatarName> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new AvatarName(text)) : Optional.empty();
    }

    public static Optional<AvatarName> ofPath(String path) {
        return path != null && path.startsWith(DIRECTORY)
                ? parse(path.substring(DIRECTORY.length()))
                : Optional.empty();
    }

    /** The path below the public address. */
    public String path() {
        return DIRECTORY + value;
    }

    String mediaType() {
        return value.endsWith(".png") ? "image/png" : "image/jpeg";
    }
}
