package chat.parley.user.avatar;

import chat.parley.user.Example;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Images put together by hand, which say of themselves what is not so. */
final class HostileImages {

    private static final long PNG = 0x89504E470D0A1A0AL;

    private HostileImages() {}

    /** A sound PNG as far as it goes: its header and nothing else. */
    static byte[] pngHeader(int width, int height) {
        return joined(ByteBuffer.allocate(8).putLong(PNG).array(), pngChunk("IHDR", header(width, height, 8, 2, 0)));
    }

    /** A PNG of these chunks. */
    static byte[] png(byte[]... chunks) {
        return joined(ByteBuffer.allocate(8).putLong(PNG).array(), joined(chunks));
    }

    static byte[] header(int width, int height, int depth, int colour, int interlace) {
        return ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {(byte) depth, (byte) colour, 0, 0, (byte) interlace})
                .array();
    }

    static byte[] pngChunk(String name, byte[] content) {
        var named = joined(ascii(name), content);
        var check = new CRC32();
        check.update(named);
        return ByteBuffer.allocate(4 + named.length + 4)
                .putInt(content.length)
                .put(named)
                .putInt((int) check.getValue())
                .array();
    }

    static byte[] gifHeader(int width, int height) {
        return littleEndian(13)
                .put(ascii("GIF89a"))
                .putShort((short) width)
                .putShort((short) height)
                .put((byte) 0x80)
                .array();
    }

    /** Says that it is a baseline JPEG of this size in one colour. */
    static byte[] jpegHeader(int width, int height) {
        return ByteBuffer.allocate(15)
                .putShort((short) 0xFFD8)
                .putShort((short) 0xFFC0)
                .putShort((short) 11)
                .put((byte) 8)
                .putShort((short) height)
                .putShort((short) width)
                .put(new byte[] {1, 1, 0x11, 0})
                .array();
    }

    /** With another size in its frame header, and the same pixels. */
    static byte[] resized(byte[] jpeg, int width, int height) {
        var resized = jpeg.clone();
        for (int at = 0; at + 8 < resized.length; at++) {
            if ((resized[at] & 0xff) == 0xff
                    && ((resized[at + 1] & 0xff) == 0xc0 || (resized[at + 1] & 0xff) == 0xc2)) {
                ByteBuffer.wrap(resized).putShort(at + 5, (short) height).putShort(at + 7, (short) width);
                return resized;
            }
        }
        throw new IllegalArgumentException("no frame header");
    }

    static byte[] lastScanAgain(byte[] jpeg, int times) {
        var last = jpeg.length - 2;
        while ((jpeg[last] & 0xff) != 0xff || (jpeg[last + 1] & 0xff) != 0xda) {
            last--;
        }
        var end = jpeg.length - 2;
        var more = new ByteArrayOutputStream();
        more.write(jpeg, 0, end);
        for (int i = 0; i < times; i++) {
            more.write(jpeg, last, end - last);
        }
        more.write(jpeg, end, 2);
        return more.toByteArray();
    }

    static byte[] webp(byte[]... chunks) {
        var content = joined(chunks);
        return littleEndian(12 + content.length)
                .put(ascii("RIFF"))
                .putInt(4 + content.length)
                .put(ascii("WEBP"))
                .put(content)
                .array();
    }

    static byte[] canvas(int width, int height) {
        return chunk(
                "VP8X",
                littleEndian(10)
                        .putInt(4, (width - 1) & 0xffffff)
                        .putShort(7, (short) (height - 1))
                        .put(9, (byte) (height - 1 >> 16))
                        .array());
    }

    /** A sound header, and nothing behind it. */
    static byte[] lossy(int width, int height) {
        var content = littleEndian(1000).put(Example.bytes("images/tiny.webp"), 20, 22);
        return chunk(
                "VP8 ",
                content.putShort(6, (short) width).putShort(8, (short) height).array());
    }

    static byte[] lossless(int width, int height, int filledWith) {
        var content = new byte[100_000];
        Arrays.fill(content, (byte) filledWith);
        return chunk(
                "VP8L",
                ByteBuffer.wrap(content)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put((byte) 0x2f)
                        .putInt(width - 1 | height - 1 << 14)
                        .array());
    }

    static byte[] framed(byte[] frame) {
        return littleEndian(16 + frame.length).put(16, frame).array();
    }

    static byte[] chunk(String name, byte[] content) {
        return littleEndian(8 + content.length)
                .put(ascii(name))
                .putInt(content.length)
                .put(content)
                .array();
    }

    static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
