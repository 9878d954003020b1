package chat.parley.gateway.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Frames that RFC 6455 forbids, or that we do not take, whatever is in them; each with the code that ends the socket. */
public final class BrokenFrames {

    private static final int PROTOCOL = 1002;
    private static final int NO_TEXT = 1003;
    private static final int NOT_UTF8 = 1007;
    private static final int TOO_BIG = 1009;

    private BrokenFrames() {}

    /** @param closes the code with which the server ends the socket */
    public record Broken(Consumer<RawSocket> frames, int closes) {}

    /** @param largest message that this dialect takes, in bytes */
    public static Map<String, Broken> of(int largest) {
        var broken = new LinkedHashMap<String, Broken>();
        broken.put("a binary frame", frame(RawSocket.BINARY, new byte[8], NO_TEXT));
        broken.put("an empty binary frame", frame(RawSocket.BINARY, new byte[0], NO_TEXT));
        broken.put("a frame of one byte too many", frame(RawSocket.TEXT, new byte[largest + 1], TOO_BIG));
        broken.put("fragments of one byte too many", new Broken(socket -> fragments(socket, largest + 1), TOO_BIG));
        broken.put("a length of 2^62", head(new byte[] {(byte) 0x81, (byte) 0xFF, 0x40, 0, 0, 0, 0, 0, 0, 0}, TOO_BIG));
        broken.putAll(notUtf8());
        for (var opcode : new int[] {0x3, 0x4, 0x5, 0x6, 0x7, 0xB, 0xC, 0xD, 0xE, 0xF}) {
            broken.put("an opcode of %d".formatted(opcode), frame(opcode, new byte[4], PROTOCOL));
        }
        broken.put("a compressed frame", head(new byte[] {(byte) 0xC1, (byte) 0x84, 0, 0, 0, 0, 1, 2, 3, 4}, PROTOCOL));
        broken.put("the second reserved bit", head(new byte[] {(byte) 0xA1, (byte) 0x81, 0, 0, 0, 0, 'a'}, PROTOCOL));
        broken.put("the third reserved bit", head(new byte[] {(byte) 0x91, (byte) 0x81, 0, 0, 0, 0, 'a'}, PROTOCOL));
        broken.put("a frame without a mask", head(new byte[] {(byte) 0x81, 2, '{', '}'}, PROTOCOL));
        broken.put("a ping of 126 bytes", frame(RawSocket.PING, new byte[126], PROTOCOL));
        broken.put("a pong of 200 bytes", frame(0xA, new byte[200], PROTOCOL));
        broken.put("half a ping", new Broken(socket -> socket.frame(RawSocket.PING, false, new byte[4]), PROTOCOL));
        broken.put("a continuation of nothing", frame(RawSocket.CONTINUATION, new byte[4], PROTOCOL));
        broken.put("a text within a text", new Broken(BrokenFrames::textWithinText, PROTOCOL));
        broken.put("a close frame of one byte", frame(0x8, new byte[1], PROTOCOL));
        return broken;
    }

    /** As RFC 3629 has it: too long a form, half of a pair, beyond the last character, cut off. */
    private static Map<String, Broken> notUtf8() {
        var bytes = new LinkedHashMap<String, byte[]>();
        bytes.put("a character that does not go on", new byte[] {'"', (byte) 0xC3, '(', '"'});
        bytes.put("a character that has not begun", new byte[] {(byte) 0x80});
        bytes.put("a slash in two bytes", new byte[] {(byte) 0xC0, (byte) 0xAF});
        bytes.put("a NUL in two bytes", new byte[] {(byte) 0xC0, (byte) 0x80});
        bytes.put("a slash in three bytes", new byte[] {(byte) 0xE0, (byte) 0x80, (byte) 0xAF});
        bytes.put("half of a surrogate pair", new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});
        bytes.put("beyond the last character", new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80});
        bytes.put(
                "a character of five bytes",
                new byte[] {(byte) 0xF8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80});
        bytes.put("half of a character", new byte[] {'a', (byte) 0xE2, (byte) 0x82});
        bytes.put("a byte that there is not", new byte[] {(byte) 0xFF});
        bytes.put("UTF-16", new byte[] {(byte) 0xFF, (byte) 0xFE, '{', 0, '}', 0});
        bytes.put("Latin-1", new byte[] {'"', (byte) 0xE4, '"'});
        var broken = new LinkedHashMap<String, Broken>();
        bytes.forEach((name, text) -> broken.put(name, frame(RawSocket.TEXT, text, NOT_UTF8)));
        return broken;
    }

    private static Broken frame(int opcode, byte[] payload, int closes) {
        return new Broken(socket -> socket.frame(opcode, true, payload), closes);
    }

    private static Broken head(byte[] bytes, int closes) {
        return new Broken(socket -> socket.bytes(bytes), closes);
    }

    private static void fragments(RawSocket socket, int bytes) {
        socket.frame(RawSocket.TEXT, false, new byte[bytes / 2]);
        socket.frame(RawSocket.CONTINUATION, true, new byte[bytes - bytes / 2]);
    }

    private static void textWithinText(RawSocket socket) {
        socket.frame(RawSocket.TEXT, false, new byte[] {'{'});
        socket.frame(RawSocket.TEXT, true, new byte[] {'}'});
    }
}
