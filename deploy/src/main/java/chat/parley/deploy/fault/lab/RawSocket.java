package chat.parley.deploy.fault.lab;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** A WebSocket client that sends what no library would: every bit of a frame (RFC 6455, section 5.2) is the caller's. */
public final class RawSocket implements AutoCloseable {

    public static final int CONTINUATION = 0x0;
    public static final int TEXT = 0x1;
    public static final int BINARY = 0x2;
    public static final int CLOSE = 0x8;
    public static final int PING = 0x9;
    public static final int PONG = 0xA;

    /** The connection ended without a close frame. */
    public static final int ABNORMAL = 1006;

    private static final int FIN = 0x80;
    /** Says that the payload is compressed, which nobody agreed to. */
    public static final int RSV1 = 0x40;

    private static final int CONNECT_MILLIS = 5_000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** A connection on which nothing has been said yet. */
    public static RawSocket connect(int port, int receiveBuffer) {
        try {
            var socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return new RawSocket(socket);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** @return the status that the handshake was answered with, 0 when the connection ended instead */
    public int handshake(String path, Map<String, String> headers) {
        var request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        try {
            write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
            return status(head());
        } catch (IOException ended) {
            return 0;
        }
    }

    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    private String head() throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            head.write(in.readByte());
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    private static int status(String head) {
        return Integer.parseInt(head.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
    }

    public void text(String text) throws IOException {
        frame(TEXT, true, 0, text.getBytes(StandardCharsets.UTF_8));
    }

    /** One frame, masked as a client's has to be. */
    public void frame(int opcode, boolean last, int reserved, byte[] payload) throws IOException {
        var head = ByteBuffer.allocate(14);
        head.put((byte) ((last ? FIN : 0) | reserved | opcode));
        if (payload.length < 126) {
            head.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            head.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            head.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        // With a mask of zeros the payload goes out as it is.
        head.putInt(0);
        var whole = ByteBuffer.allocate(head.position() + payload.length);
        whole.put(head.flip()).put(payload);
        write(whole.array());
    }

    /** @param payload of a control or data frame */
    public record Frame(int opcode, byte[] payload) {

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    /** The next frame of the server, which never masks and which we expect whole. */
    public Frame read(Duration patience) throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
        var opcode = in.readUnsignedByte() & 0x0F;
        long length = in.readUnsignedByte() & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        return new Frame(opcode, in.readNBytes((int) length));
    }

    /**
     * Reads until the end.
     *
     * @return the code of the close frame, {@link #ABNORMAL} without one, 0 while the connection is still there
     */
    public int awaitClose(Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        try {
            for (var left = patience; left.isPositive(); left = Duration.ofNanos(deadline - System.nanoTime())) {
                var frame = read(left.plusMillis(1));
                if (frame.opcode() == CLOSE) {
                    return frame.payload().length < 2
                            ? 1005
                            : ByteBuffer.wrap(frame.payload()).getShort() & 0xFFFF;
                }
            }
            return 0;
        } catch (SocketTimeoutException stillThere) {
            return 0;
        } catch (EOFException | SocketException ended) {
            return ABNORMAL;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether the other side ends the connection in time, in whatever way; what it sends meanwhile is read away. */
    public boolean ends(Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        try {
            for (var left = patience; left.isPositive(); left = Duration.ofNanos(deadline - System.nanoTime())) {
                socket.setSoTimeout((int) left.toMillis() + 1);
                if (in.read() < 0) {
                    return true;
                }
            }
            return false;
        } catch (SocketTimeoutException stillThere) {
            return false;
        } catch (IOException ended) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
