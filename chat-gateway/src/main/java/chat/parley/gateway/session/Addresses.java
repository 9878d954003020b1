package chat.parley.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many sockets each client address has, handshakes under way included. */
@ApplicationScoped
class Addresses {

    private final int limit;
    private final Map<String, Integer> sockets = new ConcurrentHashMap<>();

    Addresses(SocketConfig config) {
        this.limit = config.perAddress();
    }

    /** Whether the address may have one more; it then has it until it is released. */
    boolean take(String address) {
        if (sockets.merge(address, 1, Integer::sum) > limit) {
            release(address);
            return false;
        }
        return true;
    }

    void release(String address) {
        sockets.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }
}
