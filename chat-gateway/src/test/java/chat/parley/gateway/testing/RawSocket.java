package chat.parley.gateway.testing;

import chat.parley.common.testing.Patience;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client that may do what a proper one never does (RFC 6455, section 5.2). */
public final class RawSocket implements AutoCloseable {

    public static final int CONTINUATION = 0x0;
    public static final int TEXT = 0x1;
    public static final int BINARY = 0x2;
    public static final int PING = 0x9;
    public static final int PONG = 0xA;
    private static final int CLOSE = 0x8;

    private final Socket socket = new Socket();
    private DataInputStream in;

    /** Of a proper handshake. */
    public static final String KEY = "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    public static RawSocket open(int port, String headers) {
        return open(port, headers, 64 * 1024);
    }

    /** @param receiveBuffer how much the other side can send before it notices that nobody reads */
    public static RawSocket open(int port, String headers, int receiveBuffer) {
        return openAt(port, "/ws/messages/", headers, receiveBuffer);
    }

    public static RawSocket openAt(int port, String path, String headers) {
        return openAt(port, path, headers, 64 * 1024);
    }

    public static RawSocket openAt(int port, String path, String headers, int receiveBuffer) {
        try {
            var client = new RawSocket();
            client.socket.setReceiveBufferSize(receiveBuffer);
            client.socket.setSoTimeout((int) Patience.LIMIT.toMillis());
            client.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            client.in = new DataInputStream(client.socket.getInputStream());
            client.write(("GET " + path + " HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + headers + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return client;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static RawSocket open(int port, Person as) {
        var client = open(port, headers(as));
        client.readHead();
        return client;
    }

    public static String headers(Person as) {
        return KEY + "Authorization: Bearer " + as.access() + "\r\nrefresh: " + as.refresh() + "\r\n";
    }

    /** The head of the answer to the handshake. */
    public String readHead() {
        try {
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            return head.toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Writes a frame, masked with zeros. */
    public void frame(int opcode, boolean isFinal, byte[] payload) {
        var frame = new ByteArrayOutputStream();
        frame.write((isFinal ? 0x80 : 0) | opcode);
        writeLength(frame, payload.length);
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        bytes(frame.toByteArray());
    }

    /** Writes these, whatever they are. */
    public void bytes(byte[] bytes) {
        try {
            write(bytes);
        } catch (SocketException closed) {
            // what the server said before will be read
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** In the fewest bytes, as the RFC demands. */
    private static void writeLength(ByteArrayOutputStream frame, int length) {
        if (length < 126) {
            frame.write(0x80 | length);
        } else if (length <= 0xFFFF) {
            frame.write(0x80 | 126);
            frame.writeBytes(
                    ByteBuffer.allocate(Short.BYTES).putShort((short) length).array());
        } else {
            frame.write(0x80 | 127);
            frame.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(length).array());
        }
    }

    /** Reads until the server closes; the code, or 1006 when the connection ended without one. */
    public int awaitClose() {
        try {
            while (true) {
                var opcode = in.readUnsignedByte() & 0xF;
                var payload = in.readNBytes((int) readLength());
                if (opcode == CLOSE) {
                    return ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
                }
            }
        } catch (EOFException | SocketException ended) {
            return 1006;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The next so many text frames; others are passed over. */
    public List<String> readTexts(int count) {
        try {
            var texts = new ArrayList<String>();
            while (texts.size() < count) {
                var opcode = in.readUnsignedByte() & 0xF;
                var payload = in.readNBytes((int) readLength());
                if (opcode == TEXT) {
                    texts.add(new String(payload, StandardCharsets.UTF_8));
                }
            }
            return texts;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private long readLength() throws IOException {
        var length = in.readUnsignedByte() & 0x7F;
        return switch (length) {
            case 126 -> in.readUnsignedShort();
            case 127 -> in.readLong();
            default -> length;
        };
    }

    private void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
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
