package chat.parley.common.paging;

import chat.parley.common.failure.InvalidRequest;

/** How many items of a list are asked for at once: {@code ?limit=} of {@code v1}. */
public final class Limit {

    public static final int DEFAULT = 20;
    public static final int MOST = 100;

    private Limit() {}

    /**
     * @param text the parameter as it came, null for the default
     * @throws InvalidRequest when it is no whole number from 1 to 100
     */
    public static int of(String text) {
        if (text == null) {
            return DEFAULT;
        }
        if (text.matches("[0-9]{1,3}")) {
            var limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        }
        throw InvalidRequest.of("limit", "Must be a whole number from 1 to " + MOST + ".");
    }
}
