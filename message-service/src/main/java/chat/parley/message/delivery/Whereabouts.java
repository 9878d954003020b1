package chat.parley.message.delivery;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The gateway nodes on which users and rooms have sockets at this moment. */
record Whereabouts(Map<UUID, List<String>> nodes) {

    List<String> of(UUID userOrRoom) {
        return nodes.getOrDefault(userOrRoom, List.of());
    }

    boolean isOnline(UUID user) {
        return !of(user).isEmpty();
    }
}
