package chat.parley.deploy.fault.history;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Everything that one device of a user did and saw, in the order in which it did. */
public final class ClientLog {

    private final String device;
    private final UUID user;
    private final boolean late;
    private final List<Entry> entries = new ArrayList<>();

    public ClientLog(String device, UUID user) {
        this(device, user, false);
    }

    /** @param late whether the device came when there were messages already, which are none of its socket's business */
    public ClientLog(String device, UUID user, boolean late) {
        this.device = device;
        this.user = user;
        this.late = late;
    }

    public boolean isLate() {
        return late;
    }

    public String device() {
        return device;
    }

    public UUID user() {
        return user;
    }

    public synchronized void add(Entry entry) {
        entries.add(entry);
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }
}
