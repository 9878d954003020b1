package chat.parley.message.attachment;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one part of a file that is asked for (RFC 9110, section 14).
 *
 * @param first its first byte, from 0
 * @param last its last byte
 */
record ByteRange(long first, long last) {

    private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * @param header may be null; what is no single range of bytes counts as not given
     * @throws RangeNotSatisfiable when no byte of the file is in it
     */
    static Optional<ByteRange> of(String header, long size) {
        var matcher = ONE_RANGE.matcher(header == null ? "" : header.trim());
        if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (matcher.group(1).isEmpty()) {
            return Optional.of(suffix(Long.parseLong(matcher.group(2)), size));
        }
        var first = Long.parseLong(matcher.group(1));
        var last = matcher.group(2).isEmpty() ? size - 1 : Long.parseLong(matcher.group(2));
        return last < first && !matcher.group(2).isEmpty() && first < size
                ? Optional.empty()
                : Optional.of(within(first, last, size));
    }

    long length() {
        return last - first + 1;
    }

    /** The value of {@code Content-Range}. */
    String of(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }

    private static ByteRange suffix(long length, long size) {
        return within(length == 0 ? size : Math.max(0, size - length), size - 1, size);
    }

    private static ByteRange within(long first, long last, long size) {
        if (first >= size) {
            throw new RangeNotSatisfiable();
        }
        return new ByteRange(first, Math.min(last, size - 1));
    }

    /** No byte of the file is in the range that is asked for. */
    static final class RangeNotSatisfiable extends RuntimeException {

        RangeNotSatisfiable() {
            super("range not satisfiable", null, false, false);
        }
    }
}
