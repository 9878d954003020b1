package chat.parley.deploy.fault.lab;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One connection to Redis, for what an operator would type: RESP2, one command at a time. */
public final class RedisConnection implements AutoCloseable {

    private static final int MILLIS = 5_000;

    private final Socket socket = new Socket();
    private final BufferedInputStream in;

    public RedisConnection(int port, String user, String password) {
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
            socket.setSoTimeout(MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        call("AUTH", user, password);
    }

    /**
     * @return a string, a {@link Long}, a list of these, or null
     * @throws IllegalStateException with what Redis says when it refuses
     */
    public Object call(String... command) {
        try {
            socket.getOutputStream().write(encode(command));
            return read();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public String text(String... command) {
        return String.valueOf(call(command));
    }

    public List<?> list(String... command) {
        return call(command) instanceof List<?> list ? list : List.of();
    }

    private static byte[] encode(String... command) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(("*" + command.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (var word : command) {
            var utf8 = word.getBytes(StandardCharsets.UTF_8);
            bytes.write(("$" + utf8.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            bytes.write(utf8);
            bytes.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    private Object read() throws IOException {
        var line = line();
        var rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> rest;
            case '-' -> throw new IllegalStateException(rest);
            case ':' -> Long.parseLong(rest);
            case '$' -> bulk(Integer.parseInt(rest));
            case '*' -> array(Integer.parseInt(rest));
            default -> throw new IOException("not RESP: " + line);
        };
    }

    private String bulk(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        var bytes = in.readNBytes(length);
        in.readNBytes(2);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private List<Object> array(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        var items = new ArrayList<>();
        for (var item = 0; item < length; item++) {
            items.add(read());
        }
        return items;
    }

    private String line() throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0) {
                throw new IOException("Redis hung up");
            }
            bytes.write(next);
        }
        in.read();
        return bytes.toString(StandardCharsets.UTF_8);
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
