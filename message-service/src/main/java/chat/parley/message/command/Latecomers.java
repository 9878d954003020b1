package chat.parley.message.command;

import chat.parley.common.chat.CommandBatch;
import chat.parley.message.message.Ask;
import chat.parley.message.message.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Batches for a friendship or a user that we have not heard of. The event that tells of it may be on its way, so they are
 * looked at again a few times before they are refused.
 *
 * <p>Their entries are acknowledged meanwhile. That loses nothing: when this process dies first, the gateway has no answer,
 * and asks again.
 */
@ApplicationScoped
class Latecomers {

    private static final Logger LOG = Logger.getLogger(Latecomers.class);
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(100), Duration.ofMillis(300), Duration.ofMillis(600), Duration.ofMillis(1000));
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    /** More at once are not believed: news does not come in such numbers. */
    private static final int MOST = 2_000;

    private final Targets targets;
    private final Commands commands;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

    Latecomers(Targets targets, Commands commands) {
        this.targets = targets;
        this.commands = commands;
    }

    void take(List<CommandBatch> batches) {
        if (batches.isEmpty()) {
            return;
        }
        if (waiting.stream().mapToInt(some -> some.batches().size()).sum() > MOST) {
            settle(batches, true);
            return;
        }
        Thread.ofVirtual().name("latecomers").start(() -> lookAgain(batches));
    }

    void stop(Duration patience) throws InterruptedException {
        for (var some : waiting) {
            some.thread().join(patience);
        }
    }

    private void lookAgain(List<CommandBatch> batches) {
        var self = new Waiting(Thread.currentThread(), batches);
        waiting.add(self);
        try {
            var left = batches;
            for (var pause : PAUSES) {
                Thread.sleep(pause);
                left = settle(left, pause == PAUSES.getLast());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.warnf("latecomers stay without an answer, and will ask again: %s", failure);
        } finally {
            waiting.remove(self);
        }
    }

    /** Carries out those that can be; those that cannot yet. */
    private List<CommandBatch> settle(List<CommandBatch> batches, boolean atLast) {
        var asks = targets.resolve(batches).await().atMost(PATIENCE).stream()
                .collect(Collectors.partitioningBy(ask -> ask.mayComeLater() && !atLast));
        if (!asks.get(false).isEmpty()) {
            commands.carryOut(asks.get(false)).await().atMost(PATIENCE);
        }
        return asks.get(true).stream().map(Ask::batch).toList();
    }

    private record Waiting(Thread thread, List<CommandBatch> batches) {}
}
