package chat.parley.storage;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that gives as many bytes as it should: no more, and fewer only with an {@link EOFException}. */
final class PartStream extends FilterInputStream {

    /** How to close a stream of which something is left. */
    interface Abandon {

        void run() throws IOException;
    }

    private final Abandon abandon;
    private long left;

    PartStream(InputStream content, long length, Abandon abandon) {
        super(content);
        this.left = length;
        this.abandon = abandon;
    }

    static PartStream of(InputStream content, long length) {
        return new PartStream(content, length, content::close);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        var read = in.read(buffer, offset, (int) Math.min(left, length));
        if (read < 0) {
            throw new EOFException(left + " bytes are missing");
        }
        left -= read;
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        var skipped = in.skip(Math.min(left, count));
        left -= skipped;
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(left, in.available());
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        if (left > 0) {
            abandon.run();
        } else {
            in.close();
        }
    }
}
