package chat.parley.user.avatar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How many pixels a WebP says it has, in any place (RFC 9649, section 2): an extended one states the size of its canvas apart
 * from that of the frames in it, and what the decoder takes memory for is the frame.
 */
final class WebpSize {

    private static final int FILE_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int FRAME_HEADER = 16;

    private WebpSize() {}

    /**
     * The largest of its canvas and all its frames.
     *
     * @throws NotAnImage when its chunks do not lie one behind another within it
     */
    static long pixels(byte[] webp) {
        var file = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN);
        return largest(file, FILE_HEADER, webp.length);
    }

    private static long largest(ByteBuffer file, int from, int to) {
        var largest = 0L;
        var at = (long) from;
        while (at + CHUNK_HEADER <= to) {
            var content = at + CHUNK_HEADER;
            var end = content + Integer.toUnsignedLong(file.getInt((int) at + 4));
            if (end > to) {
                throw new NotAnImage();
            }
            largest = Math.max(largest, pixels(file, name(file, (int) at), (int) content, (int) end));
            at = end + (end - content) % 2;
        }
        return largest;
    }

    private static long pixels(ByteBuffer file, String chunk, int content, int end) {
        return switch (chunk) {
            case "VP8X" -> area(file, content + 4, content + 7);
            case "VP8 " -> (long) (file.getShort(content + 6) & 0x3fff) * (file.getShort(content + 8) & 0x3fff);
            case "VP8L" -> lossless(file.getInt(content + 1));
            case "ANMF" -> Math.max(area(file, content + 6, content + 9), largest(file, content + FRAME_HEADER, end));
            default -> 0;
        };
    }

    /** Both less one, in fourteen bits each. */
    private static long lossless(int bits) {
        return ((bits & 0x3fff) + 1L) * ((bits >> 14 & 0x3fff) + 1L);
    }

    /** Both less one, in three bytes each. */
    private static long area(ByteBuffer file, int width, int height) {
        return (threeBytes(file, width) + 1L) * (threeBytes(file, height) + 1L);
    }

    private static int threeBytes(ByteBuffer file, int at) {
        return file.getShort(at) & 0xffff | (file.get(at + 2) & 0xff) << 16;
    }

    private static String name(ByteBuffer file, int at) {
        var name = new byte[4];
        file.get(at, name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }
}
