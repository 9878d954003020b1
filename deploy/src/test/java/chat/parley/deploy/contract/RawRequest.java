package chat.parley.deploy.contract;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A request exactly as it is written here, over a connection of its own: no client library puts anything right in it. */
final class RawRequest {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/\\d\\.\\d (\\d{3}) ");

    private RawRequest() {}

    /** @param target the request target as it is to be on the wire */
    static Answer get(URI address, String target, String... headers) throws IOException {
        return send(address, "GET", target, headers);
    }

    static Answer send(URI address, String method, String target, String... headers) throws IOException {
        return exactly(
                address,
                method + " " + target + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\nConnection: close\r\n"
                        + String.join(
                                "",
                                java.util.Arrays.stream(headers)
                                        .map(header -> header + "\r\n")
                                        .toList())
                        + "\r\n");
    }

    /** @param bytes everything that is sent, one byte for each char; the answers are read until the other side closes */
    static Answer exactly(URI address, String bytes) throws IOException {
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return new Answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }

    /** All that came back. */
    record Answer(String text) {

        /** Of the first answer; 0 when there was none. */
        int status() {
            var line = STATUS_LINE.matcher(text);
            return line.lookingAt() ? Integer.parseInt(line.group(1)) : 0;
        }

        /** How many requests were answered. */
        long answers() {
            return STATUS_LINE.matcher(text).results().count();
        }
    }
}
