package chat.parley.message.command;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Target;
import chat.parley.message.delivery.ChatMessages;
import chat.parley.message.delivery.Delivery;
import chat.parley.message.message.Backlog;
import chat.parley.message.message.BacklogConfig;
import chat.parley.message.message.BacklogPage;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Reads for sockets that catch up: beside the writing, so that it does not wait, and a few at a time.
 *
 * <p>Their entries are acknowledged meanwhile. That loses nothing: without an answer the gateway asks again.
 */
@ApplicationScoped
class Resumes {

    private static final Logger LOG = Logger.getLogger(Resumes.class);
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    /** More than this are not kept waiting; their gateways ask again. */
    private static final int MOST = 20_000;

    private final Backlog backlog;
    private final ChatMessages encode;
    private final Delivery delivery;
    private final Semaphore atOnce;
    private final Set<UUID> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    Resumes(Backlog backlog, ChatMessages encode, Delivery delivery, BacklogConfig config) {
        this.backlog = backlog;
        this.encode = encode;
        this.delivery = delivery;
        this.atOnce = new Semaphore(config.atOnce());
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    static boolean isFor(CommandBatch batch) {
        return batch.target() instanceof Target.OfAll
                && batch.commands().stream().allMatch(Command.Resume.class::isInstance);
    }

    void take(List<CommandBatch> batches) {
        for (var batch : batches) {
            if (waiting.size() < MOST && waiting.add(batch.id())) {
                Thread.ofVirtual().name("resume").start(() -> read(batch));
            }
        }
    }

    private void read(CommandBatch batch) {
        atOnce.acquireUninterruptibly();
        try {
            if (!stopping) {
                answer(batch).await().atMost(PATIENCE);
            }
        } catch (RuntimeException failure) {
            LOG.debugf("a socket that catches up will ask again: %s", failure);
        } finally {
            atOnce.release();
            waiting.remove(batch.id());
        }
    }

    private Uni<Void> answer(CommandBatch batch) {
        return Multi.createFrom()
                .iterable(batch.commands())
                .map(Command.Resume.class::cast)
                .onItem()
                .transformToUniAndConcatenate(
                        resume -> backlog.page(batch.sender().userId(), resume))
                .map(this::outcome)
                .collect()
                .asList()
                .chain(outcomes -> delivery.answer(batch, outcomes));
    }

    private Outcome outcome(BacklogPage page) {
        return new Outcome.Resumed(
                page.messages().stream().map(encode::of).toList(),
                page.omitted(),
                page.standings(),
                page.next(),
                page.horizon());
    }
}
