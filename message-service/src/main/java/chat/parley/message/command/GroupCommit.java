package chat.parley.message.command;

import chat.parley.common.chat.CommandBatch;
import chat.parley.common.failure.Outage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Transactions, so many at a time: what comes while all are under way goes together in the next. What comes alone does not wait,
 * and when much comes from many readers they share the cost of a commit.
 *
 * <p>What cannot be carried out fails for its own caller alone; an outage fails for all whom it has met.
 */
final class GroupCommit {

    private final int most;
    private final Consumer<List<CommandBatch>> transaction;
    private final Semaphore turns;
    private final Queue<Waiting> queue = new ArrayDeque<>();

    /**
     * @param atOnce transactions
     * @param most commands that are put together from several callers; what one caller brings is cut no smaller here
     */
    GroupCommit(int atOnce, int most, Consumer<List<CommandBatch>> transaction) {
        this.turns = new Semaphore(atOnce, true);
        this.most = most;
        this.transaction = transaction;
    }

    /** Returns when they are carried out. */
    void carryOut(List<CommandBatch> batches) throws InterruptedException {
        var own = new Waiting(batches);
        add(own);
        while (!own.isTaken()) {
            turns.acquire();
            try {
                carryOutTogether(take());
            } finally {
                turns.release();
            }
        }
        own.await();
    }

    /** Callers whose turn has not come. */
    synchronized int waiting() {
        return queue.size();
    }

    private synchronized void add(Waiting waiting) {
        queue.add(waiting);
    }

    /** Those who have waited longest, as many as go together. */
    private synchronized List<Waiting> take() {
        var taken = new ArrayList<Waiting>();
        for (var commands = 0;
                !queue.isEmpty() && (taken.isEmpty() || commands + queue.peek().commands() <= most); ) {
            var next = queue.poll().take();
            commands += next.commands();
            taken.add(next);
        }
        return taken;
    }

    private void carryOutTogether(List<Waiting> together) {
        try {
            if (!together.isEmpty()) {
                transaction.accept(together.stream().flatMap(Waiting::batches).toList());
                together.forEach(Waiting::succeed);
            }
        } catch (RuntimeException failure) {
            if (together.size() == 1 || Outage.is(failure)) {
                together.forEach(waiting -> waiting.fail(failure));
            } else {
                together.forEach(waiting -> carryOutTogether(List.of(waiting)));
            }
        } catch (Error broken) {
            together.forEach(waiting -> waiting.fail(new IllegalStateException(broken)));
            throw broken;
        }
    }

    /** What one caller brings, and what becomes of it. */
    private static final class Waiting {

        private final List<CommandBatch> batches;
        private final CompletableFuture<Void> outcome = new CompletableFuture<>();
        private volatile boolean taken;

        Waiting(List<CommandBatch> batches) {
            this.batches = batches;
        }

        Stream<CommandBatch> batches() {
            return batches.stream();
        }

        int commands() {
            return batches.stream().mapToInt(batch -> batch.commands().size()).sum();
        }

        Waiting take() {
            taken = true;
            return this;
        }

        boolean isTaken() {
            return taken;
        }

        void succeed() {
            outcome.complete(null);
        }

        void fail(RuntimeException failure) {
            outcome.completeExceptionally(failure);
        }

        void await() throws InterruptedException {
            try {
                outcome.get();
            } catch (ExecutionException failure) {
                throw (RuntimeException) failure.getCause();
            }
        }
    }
}
