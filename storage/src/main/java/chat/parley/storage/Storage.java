package chat.parley.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Chooses a store by what is configured. */
public final class Storage {

    private Storage() {}

    /**
     * @param directory where files are; with S3, only where they are on their way. Made when it is not there
     * @throws IOException when it cannot be made
     * @throws IllegalArgumentException with a sentence, when the configuration contradicts itself
     */
    public static FileStore of(Path directory, S3Config s3) throws IOException {
        var incoming = Files.createDirectories(incoming(directory));
        return s3.bucket().isPresent() ? new S3Store(s3) : new DirectoryStore(directory, incoming);
    }

    private static Path incoming(Path directory) {
        return directory.resolve("incoming");
    }
}
