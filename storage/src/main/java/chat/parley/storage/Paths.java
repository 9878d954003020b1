package chat.parley.storage;

import java.util.regex.Pattern;

/**
 * What a path in a store may look like: names of letters, digits, {@code _}, {@code -} and inner dots, with slashes between
 * them. So it means the same in a directory, in a bucket and in a URL, and leads nowhere else.
 */
final class Paths {

    private static final String NAME = "[A-Za-z0-9_-](?:[A-Za-z0-9._-]{0,126}[A-Za-z0-9_-])?";
    private static final Pattern PATH = Pattern.compile(NAME + "(?:/" + NAME + "){0,15}");

    private Paths() {}

    /** @throws IllegalArgumentException for any other: nobody but we makes them, so this is a bug */
    static String checked(String path) {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("not a path of a file store: " + path);
        }
        return path;
    }
}
