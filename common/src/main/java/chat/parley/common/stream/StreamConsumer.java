package chat.parley.common.stream;

import chat.parley.common.failure.Outage;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * One process's share of a consumer group: fetch, hand over, acknowledge; take over what a dead process left; park what is
 * poisonous. An entry is acknowledged only after its handler returned, so it is handled at least once.
 *
 * <p>An outage stops the loop, which keeps its entries and tries again; it never counts as a try. A failure of another kind
 * stops only its own entry, which is tried again while the rest flows on.
 */
public final class StreamConsumer {

    private static final Logger LOG = Logger.getLogger(StreamConsumer.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    /** How long after a failure Redis may still answer a read that was given up: the time-out, the pause and the block together. */
    private static final Duration LATE_ANSWERS = Duration.ofSeconds(10);

    private final Streams streams;
    private final DeadLetters deadLetters;
    private final ConsumerSettings settings;
    private final StreamHandler handler;
    private final FailingEntries failing = new FailingEntries();

    private volatile boolean running;
    private Thread thread;
    private long nextClaim;
    private long nextRead;
    private long unansweredUntil = System.nanoTime();
    private CompletableFuture<?> acknowledging = CompletableFuture.completedFuture(null);

    public StreamConsumer(Streams streams, DeadLetters deadLetters, ConsumerSettings settings, StreamHandler handler) {
        this.streams = streams;
        this.deadLetters = deadLetters;
        this.settings = settings;
        this.handler = handler;
    }

    public void start() {
        running = true;
        thread = Thread.ofVirtual()
                .name(settings.stream() + "-" + settings.group())
                .start(this::run);
    }

    /** Stops reading and waits until what was read is settled, at most {@code patience}. */
    public void stop(Duration patience) {
        running = false;
        try {
            if (thread != null && !thread.join(patience)) {
                thread.interrupt();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var pause = FIRST_PAUSE;
        while (running) {
            try {
                round();
                pause = FIRST_PAUSE;
            } catch (Exception failure) {
                unansweredUntil = System.nanoTime() + LATE_ANSWERS.toNanos();
                report(failure);
                pause = sleep(pause);
            }
        }
        try {
            acknowledging.get();
        } catch (Exception failure) {
            LOG.debugf("%s will be handled again: %s", settings.stream(), failure);
        }
    }

    private void round() throws Exception {
        retryFailing();
        claimAbandoned();
        takeUnanswered();
        pace();
        settle(streams.readGroup(
                settings.stream(), settings.group(), settings.consumer(), settings.count(), wait(settings.block())));
    }

    private void pace() throws InterruptedException {
        if (settings.every().isPositive()) {
            Thread.sleep(Duration.ofNanos(Math.max(0, nextRead - System.nanoTime())));
            nextRead = System.nanoTime() + settings.every().toNanos();
        }
    }

    /** A read must not wait past the next retry. */
    private Duration wait(Duration block) {
        return failing.isEmpty() && !mayBeUnanswered() ? block : FailingEntries.RETRY_EVERY;
    }

    private boolean mayBeUnanswered() {
        return System.nanoTime() - unansweredUntil < 0;
    }

    /** What a read that was given up has brought, and what could not be acknowledged: it stands as ours, and nobody is at it. */
    private void takeUnanswered() throws Exception {
        if (!mayBeUnanswered()) {
            return;
        }
        acknowledging.handle((_, _) -> null).get();
        var after = "0";
        for (var ours = ours(after); !ours.isEmpty(); ours = ours(after)) {
            after = ours.getLast().id();
            settle(failing.without(ours));
        }
    }

    private List<StreamEntry> ours(String after) {
        return streams.readPending(settings.stream(), settings.group(), settings.consumer(), settings.count(), after);
    }

    private void claimAbandoned() throws Exception {
        if (System.nanoTime() < nextClaim) {
            return;
        }
        settle(failing.without(streams.claim(
                settings.stream(), settings.group(), settings.consumer(), settings.claimIdle(), settings.count())));
        nextClaim = System.nanoTime() + settings.claimIdle().dividedBy(3).toNanos();
    }

    private void settle(List<StreamEntry> entries) throws Exception {
        if (entries.isEmpty()) {
            return;
        }
        try {
            outlast(entries);
            acknowledge(entries);
        } catch (Exception failure) {
            if (Outage.is(failure) || Thread.currentThread().isInterrupted()) {
                throw failure;
            }
            settleOneByOne(entries);
        }
    }

    private void settleOneByOne(List<StreamEntry> entries) throws Exception {
        var settled = new ArrayList<StreamEntry>();
        for (var entry : entries) {
            if (settledAlone(entry)) {
                settled.add(entry);
            }
        }
        acknowledge(settled);
    }

    private boolean settledAlone(StreamEntry entry) throws Exception {
        try {
            outlast(List.of(entry));
            failing.remove(entry);
            return true;
        } catch (UnreadableEntry unreadable) {
            return parked(entry, unreadable);
        } catch (Exception failure) {
            if (Outage.is(failure)) {
                throw failure;
            }
            return failing.failed(entry) >= settings.maxTries() && parked(entry, failure);
        }
    }

    private boolean parked(StreamEntry entry, Exception cause) {
        deadLetters.park(settings, entry, cause);
        failing.remove(entry);
        return true;
    }

    private void retryFailing() throws Exception {
        var due = failing.due();
        if (!due.isEmpty()) {
            settleOneByOne(due);
        }
    }

    /** Handles the entries, however long the outage that is in the way; while the process runs. */
    private void outlast(List<StreamEntry> entries) throws Exception {
        var pause = FIRST_PAUSE;
        while (true) {
            try {
                handle(entries);
                return;
            } catch (Exception failure) {
                if (!Outage.is(failure) || !running) {
                    throw failure;
                }
                LOG.warnf("%s waits: %s", settings.stream(), failure);
                pause = sleep(pause);
            }
        }
    }

    /** An error, such as a stack that is too short for what an entry holds, is the entry's and not the end of the stream. */
    private void handle(List<StreamEntry> entries) throws Exception {
        try {
            handler.handle(entries);
        } catch (Error broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Goes out while the next entries are read: one that is lost means that its entries are handled again. */
    private void acknowledge(List<StreamEntry> entries) throws Exception {
        if (!entries.isEmpty()) {
            var before = acknowledging;
            acknowledging = streams.acknowledge(
                            settings.stream(),
                            settings.group(),
                            entries.stream().map(StreamEntry::id).toList())
                    .subscribeAsCompletionStage();
            before.get();
        }
    }

    private void report(Exception failure) {
        if (Streams.mentions(failure, "NOGROUP")) {
            recreateGroup();
        } else if (running) {
            LOG.warnf("%s cannot be read: %s", settings.stream(), failure);
        }
    }

    /** Redis was emptied, or this is the first start: the group begins at the first entry there is. */
    private void recreateGroup() {
        try {
            streams.createGroup(settings.stream(), settings.group());
        } catch (RuntimeException stillAway) {
            LOG.warnf("group %s of %s cannot be made: %s", settings.group(), settings.stream(), stillAway);
        }
    }

    private Duration sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            running = false;
        }
        var longer = pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }

    /** How many entries of the group are given out and not acknowledged. */
    public long pending() {
        var answer =
                streams.ask(Request.cmd(Command.XPENDING).arg(settings.stream()).arg(settings.group()));
        return answer.get(0).toLong();
    }
}
