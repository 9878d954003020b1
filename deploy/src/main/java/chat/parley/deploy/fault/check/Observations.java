package chat.parley.deploy.fault.check;

import chat.parley.deploy.fault.history.ClientLog;
import chat.parley.deploy.fault.history.Message;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * All that is known about a run when it is over and healed.
 *
 * @param members who is in each conversation that the run wrote to
 * @param stored what the database has of each of them, as it lies there, by seq
 * @param lastSeqs what the database gave out last in each
 * @param histories what each member is told over HTTP, in the order of the answer
 */
public record Observations(
        Map<UUID, Set<UUID>> members,
        List<ClientLog> clients,
        Map<UUID, List<Message>> stored,
        Map<UUID, Long> lastSeqs,
        Map<Reader, List<Message>> histories,
        List<Level> levels) {

    /** A member who read a conversation's history. */
    public record Reader(UUID user, UUID conversation) {}
}
