package chat.parley.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;

/**
 * Where a service keeps files, by relative paths that it made itself: see {@link Paths}. A file is written once and never
 * changed. Calls block: for worker and virtual threads.
 */
public interface FileStore extends Closeable {

    /**
     * Keeps a copy: afterwards it is there as a whole and survives a crash, or nothing of it can be read.
     *
     * @throws IOException when it cannot be kept, or the store is away; it may be tried again
     */
    void keep(String path, Content content) throws IOException;

    /**
     * All of it. The stream takes from the store what is read from it, and no more; closing it early lets the rest lie.
     *
     * @throws NoSuchFileException when there is none
     * @throws IOException when the store is away
     */
    InputStream open(String path) throws IOException;

    /**
     * A part of it.
     *
     * @param first the first byte, from 0
     * @param length bytes, all of which are there
     * @throws NoSuchFileException when there is none
     * @throws IOException when the store is away
     */
    InputStream open(String path, long first, long length) throws IOException;

    /**
     * Nothing happens when it is not there.
     *
     * @throws IOException when it cannot be removed, or the store is away
     */
    void remove(String path) throws IOException;

    /**
     * Looks whether it can be used, without keeping anything.
     *
     * @throws IOException with a sentence for who runs it, when it cannot
     */
    void check() throws IOException;

    @Override
    default void close() {}
}
