package chat.parley.gateway.session;

import chat.parley.common.chat.ChatKeys;
import chat.parley.gateway.dialect.Dialect;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The leases that a socket holds: that of its user, and that of the room it is in. */
final class LeaseKeys {

    private LeaseKeys() {}

    static List<String> of(Dialect dialect, UUID user) {
        return Stream.concat(Stream.of(ChatKeys.online(user)), dialect.room().map(ChatKeys::interest).stream())
                .toList();
    }
}
