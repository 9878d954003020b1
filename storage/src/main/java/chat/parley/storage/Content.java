package chat.parley.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is to be kept. A store may read it more than once: to sign it, or to send it again. */
public sealed interface Content {

    static Content of(Path file) throws IOException {
        return new OfFile(file, Files.size(file));
    }

    static Content of(byte[] bytes) {
        return new OfBytes(bytes);
    }

    /** Bytes. */
    long size();

    /** From its beginning, each time. */
    InputStream open() throws IOException;

    /** A file that stays as it is meanwhile. */
    record OfFile(Path file, long size) implements Content {

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }

    /** Something small. */
    record OfBytes(byte[] bytes) implements Content {

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }
}
