package chat.parley.user.avatar;

import java.util.Arrays;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * An upload, for the decoders. That of WebP reads ahead, takes the end of its input for zeros, and goes on at an exception
 * for every few bits: broken content of a megabyte keeps it for many minutes, and so does a sound image of one colour, whose
 * pixels need no bits. So there is something behind the end to read ahead, which sound content never gets through; whoever
 * gets through it is stopped soon after, with what the decoder does not catch.
 */
final class UploadStream extends ImageInputStreamImpl {

    private static final int PATIENCE = 10_000;
    private static final int READ_AHEAD = 64;

    private final byte[] content;
    private int readsPastEnd;

    UploadStream(byte[] content) {
        this.content = content;
    }

    /** With zeros behind the end. */
    static UploadStream padded(byte[] content) {
        return new UploadStream(Arrays.copyOf(content, content.length + READ_AHEAD));
    }

    @Override
    public int read() {
        bitOffset = 0;
        return isAtEnd() ? -1 : content[(int) streamPos++] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        var count = (int) Math.min(length, content.length - streamPos);
        System.arraycopy(content, (int) streamPos, into, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return content.length;
    }

    private boolean isAtEnd() {
        if (streamPos < content.length) {
            return false;
        }
        if (++readsPastEnd > PATIENCE) {
            throw new NotAnImage();
        }
        return true;
    }
}
