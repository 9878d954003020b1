package chat.parley.gateway.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The files in a frame of {@code friendship}: a list of objects that have the file's name for a key and its content for a value.
 *
 * @param most files that may come with one message
 */
record FriendshipMedia(int most) {

    /**
     * None when there is no list.
     *
     * @throws IllegalArgumentException when it is written in another way
     */
    List<ClientFrame.File> files(JsonNode items) throws TooMany {
        var files = new ArrayList<ClientFrame.File>();
        if (!items.isMissingNode() && !items.isNull() && !items.isArray()) {
            throw new IllegalArgumentException();
        }
        for (var item : items) {
            if (!item.isObject()) {
                throw new IllegalArgumentException();
            }
            for (var file : item.properties()) {
                if (files.size() == most) {
                    throw new TooMany();
                }
                files.add(new ClientFrame.File(file.getKey(), content(file.getValue())));
            }
        }
        return files;
    }

    /** Base64 (RFC 4648, section 4), or a data URL (RFC 2397) of it. */
    private static byte[] content(JsonNode value) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException();
        }
        var text = value.textValue();
        if (!text.startsWith("data:")) {
            return base64(text);
        }
        var comma = text.indexOf(',');
        if (comma < 0 || !text.substring(0, comma).endsWith(";base64")) {
            throw new IllegalArgumentException();
        }
        return base64(text.substring(comma + 1));
    }

    /** Line breaks are let pass, as some encoders make them every 76 characters; nothing else is. */
    private static byte[] base64(String text) {
        return Base64.getDecoder().decode(text.indexOf('\n') < 0 ? text : text.replaceAll("[\r\n]", ""));
    }

    static final class TooMany extends Exception {
        TooMany() {
            super(null, null, false, false);
        }
    }
}
