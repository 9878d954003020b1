package chat.parley.deploy.fault.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a device has sent and has no answer to, oldest first. Guarded by the device. */
final class UnsettledSends {

    /** @param since when it was sent first, by {@link System#nanoTime}; {@code invokedAt}, when last */
    record Send(UUID conversation, String body, boolean overSocket, long since, long invokedAt) {

        private Send invoked(long now) {
            return new Send(conversation, body, true, since, now);
        }
    }

    private final Map<UUID, Send> sends = new LinkedHashMap<>();

    void add(UUID clientId, UUID conversation, String body, boolean overSocket) {
        var now = System.nanoTime();
        sends.put(clientId, new Send(conversation, body, overSocket, now, now));
    }

    /** It goes out over the socket once more. */
    Send invoke(UUID clientId, long now) {
        return sends.computeIfPresent(clientId, (_, send) -> send.invoked(now));
    }

    void settle(UUID clientId) {
        sends.remove(clientId);
    }

    boolean has(UUID clientId) {
        return sends.containsKey(clientId);
    }

    int count() {
        return sends.size();
    }

    List<UUID> overSocket() {
        return sends.entrySet().stream()
                .filter(send -> send.getValue().overSocket())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Those of the socket that went out last so long ago. */
    List<UUID> silentFor(long nanos, long now) {
        return sends.entrySet().stream()
                .filter(send ->
                        send.getValue().overSocket() && now - send.getValue().invokedAt() > nanos)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether one has been without its answer for so long, whatever was repeated meanwhile. */
    boolean waitLongerThan(Duration patience) {
        var latest = System.nanoTime() - patience.toNanos();
        return sends.values().stream().anyMatch(send -> send.since() < latest);
    }
}
