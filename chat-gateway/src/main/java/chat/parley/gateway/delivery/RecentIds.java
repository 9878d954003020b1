package chat.parley.gateway.delivery;

import java.util.LinkedHashSet;
import java.util.UUID;

/** The last so many ids. For one thread. */
final class RecentIds {

    private final int capacity;
    private final LinkedHashSet<UUID> ids = new LinkedHashSet<>();

    RecentIds(int capacity) {
        this.capacity = capacity;
    }

    /** Whether it was not among them. */
    boolean add(UUID id) {
        if (!ids.add(id)) {
            return false;
        }
        if (ids.size() > capacity) {
            ids.removeFirst();
        }
        return true;
    }
}
