package chat.parley.common.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jboss.resteasy.reactive.server.multipart.FormValue;

/**
 * One file of a multipart form; it lies in a temporary file until the request ends.
 *
 * @param name what the client calls it: to show, never to be used as a path
 * @param contentType what the client says it is: never to be believed
 * @param path where its content lies now
 * @param size bytes
 */
public record UploadedFile(String name, String contentType, Path path, long size) {

    static UploadedFile of(FormValue part) {
        try {
            var type = part.getHeaders().getFirst("Content-Type");
            return new UploadedFile(
                    part.getFileName(),
                    type == null ? "application/octet-stream" : type,
                    part.getFileItem().getFile(),
                    part.getFileItem().getFileSize());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
