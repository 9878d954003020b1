package chat.parley.common.stream;

import java.util.List;

/** What we do with the entries of a stream. Called on a virtual thread; may block. */
@FunctionalInterface
public interface StreamHandler {

    /**
     * Takes effect of the entries, in order. They are acknowledged when this returns. When it throws, the entries are tried
     * again one by one; so every effect must be safe to repeat.
     *
     * @throws UnreadableEntry to have a single entry parked at once
     * @throws Exception an outage: the whole stream waits; else the single entry is tried again, and parked after five tries
     */
    void handle(List<StreamEntry> entries) throws Exception;
}
