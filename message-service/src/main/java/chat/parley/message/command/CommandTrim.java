package chat.parley.message.command;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.stream.StreamTrim;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Keeps the command streams short: what was carried out is in PostgreSQL. */
@ApplicationScoped
class CommandTrim {

    private static final Logger LOG = Logger.getLogger(CommandTrim.class);

    private final StreamTrim trim;
    private final CommandConfig config;

    CommandTrim(StreamTrim trim, CommandConfig config) {
        this.trim = trim;
        this.config = config;
    }

    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void trim() {
        try {
            for (int shard = 0; shard < config.shards(); shard++) {
                var stream = ChatKeys.commands(shard);
                trim.firstUnfinished(stream, List.of(ChatKeys.WRITERS)).ifPresent(id -> trim.below(stream, id));
            }
        } catch (RuntimeException failure) {
            LOG.debugf("command streams are trimmed later: %s", failure);
        }
    }
}
