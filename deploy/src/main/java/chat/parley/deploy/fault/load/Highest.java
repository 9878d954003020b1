package chat.parley.deploy.fault.load;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The highest place that a device knows of each conversation, whoever told it. */
final class Highest {

    private final Map<UUID, Long> seqs = new ConcurrentHashMap<>();

    void saw(UUID conversation, long seq) {
        seqs.merge(conversation, seq, Math::max);
    }

    /** 0 of one that it knows nothing of. */
    long of(UUID conversation) {
        return seqs.getOrDefault(conversation, 0L);
    }
}
