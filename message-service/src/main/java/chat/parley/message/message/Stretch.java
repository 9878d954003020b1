package chat.parley.message.message;

import chat.parley.common.paging.PageNumber;

/**
 * A stretch of a conversation, cut into pages by arithmetic: seq is dense, so that where a page begins and how many messages
 * there are is known without looking at one.
 *
 * @param from its first seq
 * @param to its last seq; below {@code from} when there is nothing in it
 * @param newestFirst whether the first page has its end
 */
public record Stretch(long from, long to, boolean newestFirst) {

    /** All of a conversation, oldest first. */
    public static Stretch all(long lastSeq) {
        return new Stretch(1, lastSeq, false);
    }

    /** The last so many up to a seq, oldest first. */
    public static Stretch upTo(long lastSeq, int count) {
        return new Stretch(Math.max(1, lastSeq - count + 1), lastSeq, false);
    }

    public long count() {
        return Math.max(0, to - from + 1);
    }

    public Stretch page(PageNumber page) {
        if (newestFirst) {
            var last = to - page.offset();
            return new Stretch(Math.max(from, last - page.size() + 1), last, true);
        }
        var first = from + page.offset();
        return new Stretch(first, Math.min(to, first + page.size() - 1), false);
    }
}
