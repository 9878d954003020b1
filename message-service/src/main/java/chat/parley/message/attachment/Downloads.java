package chat.parley.message.attachment;

import chat.parley.common.failure.FailureResponse;
import chat.parley.message.attachment.ByteRange.RangeNotSatisfiable;
import chat.parley.storage.FileStore;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Hands files out, whole or a part of them (RFC 9110, section 14). One range is answered; several at once are not worth their
 * multipart answer, and get the whole file, as the RFC allows. For virtual threads.
 */
@ApplicationScoped
class Downloads {

    private static final Logger LOG = Logger.getLogger(Downloads.class);
    private static final int BUFFER = 64 * 1024;

    private final FileStore store;
    private final AttachmentsConfig config;
    private final CurrentVertxRequest request;
    private final Vertx vertx;

    Downloads(FileStore store, AttachmentsConfig config, CurrentVertxRequest request, Vertx vertx) {
        this.store = store;
        this.config = config;
        this.request = request;
        this.vertx = vertx;
    }

    /**
     * @param range the header, or null
     * @param unchanged {@code If-Range}, or null: unless it names this very file, all of it is sent
     * @param path of the request, for the shape of a refusal
     */
    Response get(Attachment attachment, String range, String unchanged, String path) {
        try {
            var part = part(attachment, range, unchanged);
            var response = request.getCurrent().response();
            return headers(attachment, part)
                    .entity((StreamingOutput) output -> copy(attachment, part, response, output))
                    .build();
        } catch (RangeNotSatisfiable _) {
            return FailureResponse.of(416, path)
                    .header("Content-Range", "bytes */" + attachment.size())
                    .build();
        }
    }

    /** Of the whole file: a range is for GET alone. */
    Response head(Attachment attachment) {
        return headers(attachment, Optional.empty()).build();
    }

    private static Optional<ByteRange> part(Attachment attachment, String range, String unchanged) {
        return unchanged == null || unchanged.equals(tag(attachment))
                ? ByteRange.of(range, attachment.size())
                : Optional.empty();
    }

    private static ResponseBuilder headers(Attachment attachment, Optional<ByteRange> part) {
        var answer = Response.status(part.isPresent() ? 206 : 200)
                .type(attachment.type())
                .header(HttpHeaders.CONTENT_LENGTH, part.map(ByteRange::length).orElse(attachment.size()))
                .header("X-Content-Type-Options", "nosniff")
                .header("Accept-Ranges", "bytes")
                .header(HttpHeaders.ETAG, tag(attachment))
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=86400, immutable")
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(attachment));
        part.ifPresent(given -> answer.header("Content-Range", given.of(attachment.size())));
        return answer;
    }

    private void copy(Attachment attachment, Optional<ByteRange> part, HttpServerResponse response, OutputStream output)
            throws IOException {
        try (var content = open(attachment, part);
                var reader = new ReaderOutput(output, vertx, response, config.readerPatience())) {
            var buffer = new byte[BUFFER];
            for (var read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                reader.write(buffer, 0, read);
            }
        }
    }

    /** Before anything is written: what fails here still becomes an answer of its own. */
    private InputStream open(Attachment attachment, Optional<ByteRange> part) throws IOException {
        try {
            return store.open(
                    attachment.storedAs(),
                    part.map(ByteRange::first).orElse(0L),
                    part.map(ByteRange::length).orElse(attachment.size()));
        } catch (NoSuchFileException lost) {
            LOG.errorf("an attachment is lost: %s", attachment.storedAs());
            throw new NotFoundException(lost);
        }
    }

    /** A file never changes. */
    private static String tag(Attachment attachment) {
        return "\"" + attachment.id() + "\"";
    }

    /** The name in the form that carries any character (RFC 6266). */
    private static String disposition(Attachment attachment) {
        return (attachment.isImage() ? "inline" : "attachment") + "; filename*=" + FileName.extended(attachment.name());
    }
}
