package chat.parley.gateway.delivery;

import chat.parley.gateway.dialect.Dialect;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** An event on its way to sockets: written once for each dialect, whatever the number of sockets. */
final class Telling {

    private final Event event;
    private final Map<chat.parley.common.identity.Dialect, List<Frame>> frames =
            new EnumMap<>(chat.parley.common.identity.Dialect.class);

    Telling(Event event) {
        this.event = event;
    }

    synchronized List<Frame> in(Dialect dialect) {
        return frames.computeIfAbsent(
                dialect.api(),
                _ -> dialect.encode(event).stream().map(Frame::of).toList());
    }
}
