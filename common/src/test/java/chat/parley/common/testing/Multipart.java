package chat.parley.common.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A form with one file (RFC 7578), whatever the file is called. */
public final class Multipart {

    public static final String TYPE = "multipart/form-data; boundary=parley-boundary";

    private static final String BOUNDARY = "--parley-boundary";

    private Multipart() {}

    /** @param name as a browser sends it: in UTF-8, with quotes and line ends escaped */
    public static byte[] file(String field, String name, String type, byte[] content) {
        var escaped = name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
        var form = new ByteArrayOutputStream();
        form.writeBytes(
                utf8("%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                        .formatted(BOUNDARY, field, escaped, type)));
        form.writeBytes(content);
        form.writeBytes(utf8("\r\n" + BOUNDARY + "--\r\n"));
        return form.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
