package chat.parley.gateway.session;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Puts the text messages of one socket together from their frames (RFC 6455, section 5.4) and checks them. */
final class FrameReader {

    private static final char REPLACEMENT = '\uFFFD';

    private final int maxBytes;
    private ByteArrayOutputStream fragments;

    FrameReader(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * The message that ends with this frame, if one does.
     *
     * @throws Unacceptable with the code to close with
     */
    Optional<Message> read(byte[] frame, boolean isFinal) throws Unacceptable {
        if (frame.length + (fragments == null ? 0 : fragments.size()) > maxBytes) {
            throw new Unacceptable(CloseCode.TOO_BIG);
        }
        if (fragments == null && isFinal) {
            return Optional.of(message(frame));
        }
        if (fragments == null) {
            fragments = new ByteArrayOutputStream(frame.length * 2);
        }
        fragments.writeBytes(frame);
        return isFinal ? Optional.of(message(takeFragments())) : Optional.empty();
    }

    private byte[] takeFragments() {
        var whole = fragments.toByteArray();
        fragments = null;
        return whole;
    }

    /** The fast decoder puts U+FFFD where it finds an error; only then is it worth looking closely. */
    private static Message message(byte[] bytes) throws Unacceptable {
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8(bytes)) {
            throw new Unacceptable(CloseCode.NOT_UTF8);
        }
        return new Message(text, bytes.length);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    record Message(String text, int bytes) {}

    /** The socket must be closed. */
    static final class Unacceptable extends Exception {

        private final CloseCode code;

        Unacceptable(CloseCode code) {
            super(code.reason(), null, false, false);
            this.code = code;
        }

        CloseCode code() {
            return code;
        }
    }
}
