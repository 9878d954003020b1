package chat.parley.message.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Where the content of attachments is kept, by a relative path that we made. Calls block. */
public interface AttachmentStore {

    /**
     * Keeps a copy of the file: afterwards it is there as a whole and survives a crash, or it is not there at all.
     *
     * @throws IOException when it cannot be kept, as when the disk is full
     */
    void keep(String path, Path content) throws IOException;

    /** The content from this byte on. */
    InputStream open(String path, long from) throws IOException;

    /** Nothing happens when it is not there. */
    void remove(String path) throws IOException;
}
